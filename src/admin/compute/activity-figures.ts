import { satisfactionIndex } from '#domain/indicators/satisfaction.ts';
import { hiddenCells } from '#domain/indicators/privacy.ts';
import type { FigureData } from './figure-data.ts';
import type { GroupFigure } from './group-figures.ts';
import { activityRow } from './publication-figures.ts';
import type { ActivityRow } from './publication-figures.ts';
import { chosenCells } from './selection.ts';
import type { Selection } from './selection.ts';

export interface ActivitiesRequest {
  readonly kind: 'activities';
  readonly selection: Selection;
  readonly set: string | null;
  readonly sort: 'start' | 'respondents' | 'index';
  readonly descending: boolean;
  readonly from: number;
  readonly count: number;
}

export interface ActivitiesAnswer {
  readonly total: number;
  /** `activity` is `null` for responses that name only a period, or an activity that is not on this device. */
  readonly rows: readonly (GroupFigure & { readonly activity: ActivityRow | null })[];
}

interface Group {
  readonly place: number;
  readonly cells: readonly number[];
  readonly respondents: number;
  readonly start: number;
}

/**
 * Index per activity of one comparable set, one page of it. Only the activities of the page are computed exactly, unless
 * the index itself decides the order.
 */
export function activityFigures(data: FigureData, request: ActivitiesRequest): ActivitiesAnswer {
  const { table } = data.responses;
  const { set, cells } = chosenCells(data, request.selection, request.set);
  const groups = groupsOf(data, cells);
  const hidden = hiddenCells(groups.map((group) => group.respondents));
  const rows = groups.map((group, at) => ({ ...group, hidden: hidden[at] === true }));
  const indexOf = (row: Group & { hidden: boolean }) =>
    row.hidden || set === null ? null : satisfactionIndex(data.sets.pooled(table, row.cells, set));
  const rank = (row: Group & { hidden: boolean }): number =>
    request.sort === 'start'
      ? row.start
      : request.sort === 'respondents'
        ? row.respondents
        : (indexOf(row)?.converted ?? -1);
  const ordered = rows
    .map((row) => ({ row, rank: rank(row) }))
    .toSorted(
      (a, b) => (request.descending ? b.rank - a.rank : a.rank - b.rank) || a.row.start - b.row.start,
    );
  return {
    total: ordered.length,
    rows: ordered.slice(request.from, request.from + request.count).map(({ row }) => {
      const id = table.activities[row.place] ?? null;
      const activity = id === null ? undefined : data.documents.activity(id);
      const result = indexOf(row);
      return {
        key: id,
        respondents: row.respondents,
        converted: result?.converted ?? null,
        quality: result?.quality ?? null,
        hidden: row.hidden,
        activity: activity === undefined ? null : activityRow(activity),
      };
    }),
  };
}

function groupsOf(data: FigureData, chosen: readonly number[]): Group[] {
  const { table } = data.responses;
  return [...Map.groupBy(chosen, (cell) => table.activity[cell]!)].map(([place, cells]) => ({
    place,
    cells,
    respondents: cells.reduce((sum, cell) => sum + table.respondents[cell]!, 0),
    start: Math.min(...cells.map((cell) => data.time[cell]!)),
  }));
}
