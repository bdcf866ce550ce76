const AT_THE_LATEST_MS = 5_000;

/** Resolves when the page has nothing better to do. Safari has no idle callback; there it is a moment later. */
export function untilIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) {
      requestIdleCallback(() => resolve(), { timeout: AT_THE_LATEST_MS });
    } else setTimeout(resolve, AT_THE_LATEST_MS / 5);
  });
}
