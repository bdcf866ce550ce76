import { addDays, startOfDate } from '#domain/calendar.ts';
import { lastDay } from '#domain/period.ts';
import type { Period } from '#domain/period.ts';
import type { FigureData } from './figure-data.ts';
import { activityOfRow, matchingRows } from './response-rows.ts';
import type { ReadDetails } from './response-rows.ts';
import { EVERYTHING, selectCells } from './selection.ts';

export interface LateResponsesRequest {
  readonly kind: 'late-responses';
  readonly period: Period;
}

/** Responses of the period that reached the endpoint after the cut-off: a tablet that was offline for long. */
export interface LateResponsesAnswer {
  readonly total: number;
  /** Last date on which an arrival is in time. */
  readonly cutOff: string;
  readonly activities: readonly LateActivity[];
}

export interface LateActivity {
  readonly id: string | null;
  readonly name: string | null;
  readonly responses: number;
}

/** Imports are left out: they are old by nature. */
export async function lateResponses(
  data: FigureData,
  { period }: LateResponsesRequest,
  readDetails: ReadDetails,
  signal: AbortSignal,
): Promise<LateResponsesAnswer> {
  const cutOff = addDays(lastDay(period), data.documents.settings.cutOffDays);
  const limit = startOfDate(addDays(cutOff, 1)) / 60_000;
  const late = new Map<string | null, LateActivity>();
  let total = 0;
  for (const channel of ['kiosk', 'link'] as const) {
    const cells = selectCells(data, { ...EVERYTHING, channel, period });
    for (const { chunk, rows } of matchingRows(data, cells)) {
      signal.throwIfAborted();
      const received = (await readDetails(chunk.columns.chunk))?.receivedMinute;
      for (const row of rows) {
        if (received === undefined || received[row]! < limit) continue;
        const activity = activityOfRow(data, chunk.columns, row);
        const id = activity?.id ?? null;
        late.set(id, { id, name: activity?.name ?? null, responses: (late.get(id)?.responses ?? 0) + 1 });
        total += 1;
      }
    }
  }
  return { total, cutOff, activities: [...late.values()].toSorted((a, b) => b.responses - a.responses) };
}
