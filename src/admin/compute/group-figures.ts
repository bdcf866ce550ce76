import type { Letter } from '#domain/indicators/bands.ts';
import { hiddenCells } from '#domain/indicators/privacy.ts';
import { satisfactionIndex } from '#domain/indicators/satisfaction.ts';
import type { Tally } from '#domain/indicators/tally.ts';
import type { Hundredths } from '#domain/fraction.ts';
import { CHANNELS } from '#local/office/columns.ts';
import type { FormSets } from './comparable-sets.ts';
import type { Cells } from './condensed.ts';

/** One part of the responses with its own index. The parts' indices never average to the whole. */
export interface GroupFigure {
  /** Channel, name of the perangkat daerah or key of the profile option; `null`: none is known. */
  readonly key: string | null;
  readonly respondents: number;
  readonly converted: Hundredths | null;
  readonly quality: Letter | null;
  /** Too few people, or the group that would give them away: no figure is shown. */
  readonly hidden: boolean;
}

/** Cells that all belong to one comparable set. */
export interface CellsOfSet extends Cells {
  readonly sets: FormSets;
  readonly set: string;
  readonly cells: readonly number[];
}

/** By channel, in the order kiosk, link, import; channels nobody used are left out. */
export function channelFigures({ table, sets, set, cells }: CellsOfSet): GroupFigure[] {
  const groups = Map.groupBy(cells, (cell) => table.channel[cell]!);
  const inOrder = [...groups].toSorted(([a], [b]) => a - b);
  return groupFigures(
    inOrder.map(([channel, ofChannel]) => ({
      key: CHANNELS[channel]!,
      tally: sets.pooled(table, ofChannel, set),
    })),
  );
}

/** By organising perangkat daerah, most respondents first. */
export function organiserFigures(from: CellsOfSet): GroupFigure[] {
  const groups = Map.groupBy(from.cells, (cell) => from.organiser[cell]!);
  return groupFigures(
    [...groups].map(([organiser, ofOrganiser]) => ({
      key: from.organisers[organiser] ?? null,
      tally: from.sets.pooled(from.table, ofOrganiser, from.set),
    })),
  ).toSorted((a, b) => b.respondents - a.respondents || (a.key ?? '').localeCompare(b.key ?? '', 'id'));
}

/** Index of each group, with the groups hidden that privacy demands. */
export function groupFigures(
  groups: readonly { readonly key: string | null; readonly tally: Tally }[],
): GroupFigure[] {
  const hidden = hiddenCells(groups.map(({ tally }) => tally.respondents));
  return groups.map(({ key, tally }, place) => {
    const { respondents } = tally;
    if (hidden[place] === true) return { key, respondents, converted: null, quality: null, hidden: true };
    const { converted, quality } = satisfactionIndex(tally);
    return { key, respondents, converted, quality, hidden: false };
  });
}
