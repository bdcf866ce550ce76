/** No cell below this many respondents leaves the protected raw data. */
export const SMALLEST_CELL = 5;

/**
 * Which cells of a row of counts (or group sizes) must be hidden so that neither a cell of 1..4 respondents nor anything
 * that can be worked out from the printed total shows fewer than five people. `true` is hidden.
 *
 * 1. Every cell of 1..4 is hidden. An empty cell is about nobody and may be shown.
 * 2. The total minus the shown cells gives the sum of the hidden ones, so that sum must itself be a cell that may be
 *    shown and must come from at least two cells: the smallest shown cells are hidden too until both are so.
 *
 * All hidden cells must be drawn alike ("•"): a mark that told primary from complementary ones would narrow them down.
 * When the whole row has fewer than five respondents everything with somebody in it is hidden, and the total with it
 * (`mayShow`).
 */
export function hiddenCells(counts: readonly number[], smallest: number = SMALLEST_CELL): boolean[] {
  const hidden = counts.map((count) => count > 0 && count < smallest);
  if (!hidden.includes(true)) return hidden;
  const bySize = counts
    .map((count, place) => ({ count, place }))
    .filter(({ count }) => count >= smallest)
    .sort((a, b) => a.count - b.count);
  for (const { place } of bySize) {
    const cells = hidden.filter(Boolean).length;
    const people = counts.reduce((sum, count, at) => (hidden[at] === true ? sum + count : sum), 0);
    if (cells >= 2 && people >= smallest) break;
    hidden[place] = true;
  }
  return hidden;
}

/** Whether a figure about so many respondents may be shown at all. */
export function mayShow(respondents: number, smallest: number = SMALLEST_CELL): boolean {
  return respondents >= smallest;
}

/**
 * Whether a figure about a part of a whole that is shown as well may be shown: neither the part nor what is left of the
 * whole without it may be a cell of 1..4 respondents.
 */
export function mayShowPart(part: number, whole: number, smallest: number = SMALLEST_CELL): boolean {
  return mayShow(part, smallest) && (whole === part || mayShow(whole - part, smallest));
}
