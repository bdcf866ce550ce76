/** A page that is hidden paints nothing; then it is time after this many milliseconds. */
const LATEST_MS = 200;

/** Does `work` once what was just changed on the screen has been painted, so that it does not hold the picture up. */
export function afterPaint(work: () => void): void {
  const once = (): void => {
    clearTimeout(latest);
    work();
  };
  const latest = setTimeout(once, LATEST_MS);
  requestAnimationFrame(() => {
    clearTimeout(latest);
    setTimeout(work);
  });
}
