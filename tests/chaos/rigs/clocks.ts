const HOUR_MS = 3_600_000;
const TEN_YEARS_MS = 87_660 * HOUR_MS;

/** How wrong clocks are: not at all, by hours, by a day, by ten years. */
export const JUMPS: readonly number[] = [
  ...[0, HOUR_MS, -HOUR_MS, 24 * HOUR_MS, -24 * HOUR_MS, TEN_YEARS_MS, -TEN_YEARS_MS],
];

/**
 * Runs inside a page before its own programs: its wall clock is `shift` milliseconds wrong, and one reading in
 * `1 / often` finds it wrong by another of `jumps`.
 */
export function bendClock(shift: number, jumps: readonly number[] = [], often = 0, seed = 0): void {
  const Real = Date;
  let [wrong, state] = [shift, seed >>> 0];
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  const now = (): number => {
    if (often > 0 && next() < often) wrong = jumps[Math.floor(next() * jumps.length)] ?? 0;
    return Real.now() + wrong;
  };
  globalThis.Date = new Proxy(Real, {
    construct: (target, args: []) => (args.length > 0 ? new target(...args) : new target(now())),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
}
