/** A call that never runs twice at once: calls made meanwhile become one more run afterwards. */
export interface Latest {
  (): void;
  /** Resolves when nothing runs and nothing waits. */
  settled(): Promise<void>;
}

/** `work` must not throw. */
export function latest(work: () => Promise<void>): Latest {
  let running: Promise<void> | null = null;
  let again = false;

  async function runAll(): Promise<void> {
    do {
      again = false;
      await work();
    } while (again);
    running = null;
  }

  const call = () => {
    if (running) again = true;
    else running = runAll();
  };
  return Object.assign(call, { settled: () => running ?? Promise.resolve() });
}
