import { jakartaDate } from '#domain/calendar.ts';

/** How many responses a device has taken of each event: counted when they are stored, so that nothing has to be read. */

export interface Taken {
  readonly total: number;
  /** Day (WIB, `2026-08-17`) that `today` is about. */
  readonly day: string;
  readonly today: number;
}
/** By activity. */
export type TakenByActivity = Readonly<Record<string, Taken>>;

export function withOneMore(taken: TakenByActivity, activity: string, submittedAt: string): TakenByActivity {
  const day = jakartaDate(submittedAt);
  const known = taken[activity] ?? { total: 0, day, today: 0 };
  const today = known.day === day ? known.today + 1 : 1;
  return { ...taken, [activity]: { total: known.total + 1, day, today } };
}

/** Sums of several devices; `today` counts only what is of that day. */
export function sumOfTaken(
  all: readonly TakenByActivity[],
  today: string,
): Map<string, { readonly total: number; readonly today: number }> {
  const sums = new Map<string, { total: number; today: number }>();
  for (const taken of all) {
    for (const [activity, one] of Object.entries(taken)) {
      const sum = sums.get(activity) ?? { total: 0, today: 0 };
      sum.total += one.total;
      sum.today += one.day === today ? one.today : 0;
      sums.set(activity, sum);
    }
  }
  return sums;
}
