import type { FigureData } from './figure-data.ts';
import type { ActivityRow } from './publication-figures.ts';
import { activityOfRow, matchingRows } from './response-rows.ts';
import type { ReadDetails } from './response-rows.ts';
import { chosenCells } from './selection.ts';
import type { Selection } from './selection.ts';

export interface CommentsRequest {
  readonly kind: 'comments';
  readonly selection: Selection;
  readonly set: string | null;
  /** Words that the comment must contain, in any case; empty: all comments. */
  readonly search: string;
  readonly from: number;
  readonly count: number;
}

export interface CommentsAnswer {
  readonly total: number;
  readonly rows: readonly CommentRow[];
}

/** A comment stands apart from the answers and the profile of who wrote it. */
export interface CommentRow {
  readonly text: string;
  readonly activity: ActivityRow | null;
  /** Whole minutes since 1970 UTC. */
  readonly minute: number;
}

/** The comments of the selection, those received last first. */
export async function commentRows(
  data: FigureData,
  request: CommentsRequest,
  readDetails: ReadDetails,
  signal: AbortSignal,
): Promise<CommentsAnswer> {
  const words = request.search.toLocaleLowerCase('id').split(/\s+/).filter(Boolean);
  const page: CommentRow[] = [];
  let total = 0;
  const { cells } = chosenCells(data, request.selection, request.set);
  for (const { chunk, rows } of matchingRows(data, cells)) {
    signal.throwIfAborted();
    const details = await readDetails(chunk.columns.chunk);
    const { comments, commentRows: places } = details ?? { comments: [], commentRows: [] };
    const wanted = new Set(rows);
    for (let at = comments.length - 1; at >= 0; at -= 1) {
      const row = places[at]!;
      const text = comments[at]!;
      if (!wanted.has(row) || !containsAll(text, words)) continue;
      if (total >= request.from && page.length < request.count) {
        const minute = chunk.columns.submittedMinute[row]!;
        page.push({ text, activity: activityOfRow(data, chunk.columns, row), minute });
      }
      total += 1;
    }
  }
  return { total, rows: page };
}

function containsAll(text: string, words: readonly string[]): boolean {
  const lower = text.toLocaleLowerCase('id');
  return words.every((word) => lower.includes(word));
}
