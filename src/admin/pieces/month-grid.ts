import { addDays, dateOf } from '#domain/calendar.ts';

/** One day of a month's sheet; days of the neighbouring months fill the first and last week. */
export interface GridDay {
  readonly date: string;
  readonly inMonth: boolean;
}

/** The weeks of a month from Monday to Sunday, as Indonesian calendars of offices have them. */
export function monthGrid(year: number, month: number): GridDay[][] {
  const first = dateOf(year, month, 1);
  const last = dateOf(year, month + 1, 0);
  let day = addDays(first, -mondayOffset(first));
  const weeks: GridDay[][] = [];
  while (day <= last) {
    const week: GridDay[] = [];
    for (let at = 0; at < 7; at += 1) {
      week.push({ date: day, inMonth: day >= first && day <= last });
      day = addDays(day, 1);
    }
    weeks.push(week);
  }
  return weeks;
}

/** Days since Monday: 0 for a Monday, 6 for a Sunday. */
function mondayOffset(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}
