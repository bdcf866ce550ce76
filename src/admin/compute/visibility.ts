import { mayShowPart } from '#domain/indicators/privacy.ts';
import type { FigureData } from './figure-data.ts';
import { EVERYTHING, respondentsIn, selectCells } from './selection.ts';
import type { Narrowing, Selection } from './selection.ts';

/**
 * How much may be seen of a result. Tables, charts and every part of a period show nothing about fewer than five people.
 * Only the index of a whole reporting period, which the office has to account for, is shown to staff however few
 * answered, with a warning and without anything it is made of. A free range is a part too: it can be a single event.
 */
export type Visibility = 'all' | 'headline' | 'nothing';

export function visibilityOf(
  data: FigureData,
  selection: Selection,
  set: string,
  respondents: number,
): Visibility {
  if (respondents === 0) return 'all';
  const whole = isPart(selection) ? wholeOf(data, selection, set) : respondents;
  if (mayShowPart(respondents, whole)) return 'all';
  return isOwnResult(selection) ? 'headline' : 'nothing';
}

/** Leaving flagged responses out divides nobody by who they are or where they were. */
export function isPart({ activity, channel, organiser }: Narrowing): boolean {
  return activity !== null || channel !== null || organiser !== null;
}

function isOwnResult(selection: Selection): boolean {
  return !isPart(selection) && selection.withFlagged && selection.period.kind !== 'range';
}

/** Respondents of the same period and set without any narrowing. */
function wholeOf(data: FigureData, { period, withFlagged }: Selection, set: string): number {
  const cells = selectCells(data, { ...EVERYTHING, withFlagged, period });
  return respondentsIn(data, data.sets.cellsOf(data.responses.table, cells, set));
}
