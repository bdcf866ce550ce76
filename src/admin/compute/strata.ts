import type { Letter } from '#domain/indicators/bands.ts';
import { hiddenCells, mayShowPart } from '#domain/indicators/privacy.ts';
import { satisfactionIndex } from '#domain/indicators/satisfaction.ts';
import type { Hundredths } from '#domain/fraction.ts';
import type { Channel } from '#domain/response.ts';
import { CHANNELS } from '#local/office/columns.ts';
import type { CellsOfSet } from './group-figures.ts';

/** An index with its n; `hidden`: too few people, or what would give them away, so that neither is shown. */
export interface StratumFigure {
  readonly respondents: number;
  readonly converted: Hundredths | null;
  readonly quality: Letter | null;
  readonly hidden: boolean;
}

/**
 * The responses of one channel, or all of them (`channel` is `null`): people at the door and people with a link are
 * reached differently, so their figures stand side by side and are never averaged. Each once with and once without the
 * responses that carry a quality flag.
 */
export interface Stratum {
  readonly channel: Channel | null;
  readonly withFlagged: StratumFigure;
  readonly withoutFlagged: StratumFigure;
}

/** The whole first, then kiosk, link and import as far as anybody used them. Takes the flagged cells too. */
export function strataOf({ table, sets, set, cells }: CellsOfSet): Stratum[] {
  const groups = Map.groupBy(cells, (cell) => table.channel[cell]!);
  const channels = [...groups.keys()].toSorted((a, b) => a - b);
  const unflagged = (of: readonly number[]) => of.filter((cell) => table.flagged[cell] === 0);
  const respondents = (of: readonly number[]) => of.reduce((sum, cell) => sum + table.respondents[cell]!, 0);
  const figure = (of: readonly number[], hidden: boolean): StratumFigure => {
    const index = satisfactionIndex(sets.pooled(table, of, set));
    const { converted, quality } = hidden ? { converted: null, quality: null } : index;
    return { respondents: index.respondents, converted, quality, hidden };
  };

  const all = channels.map((channel) => respondents(groups.get(channel)!));
  const left = channels.map((channel) => respondents(unflagged(groups.get(channel)!)));
  const hidden = hiddenCells(all);
  const hiddenLeft = alsoHidden(
    left,
    channels.map((_channel, at) => hidden[at]! || !mayBeCompared(left[at]!, all[at]!)),
  );
  const [whole, rest] = [respondents(cells), respondents(unflagged(cells))];
  return [
    {
      channel: null,
      withFlagged: figure(cells, false),
      withoutFlagged: figure(unflagged(cells), !mayBeCompared(rest, whole)),
    },
    ...channels.map((channel, at) => {
      const of = groups.get(channel)!;
      return {
        channel: CHANNELS[channel]!,
        withFlagged: figure(of, hidden[at]!),
        withoutFlagged: figure(unflagged(of), hiddenLeft[at]!),
      };
    }),
  ];
}

/** With and without side by side tell what lies between, so that must not be a handful of people either. */
function mayBeCompared(without: number, whole: number): boolean {
  return without === whole || without === 0 || mayShowPart(without, whole);
}

/** A single hidden one could be worked out from the whole: then the smallest shown one is hidden with it. */
function alsoHidden(counts: readonly number[], primary: readonly boolean[]): boolean[] {
  const shown = counts.map((count, at) => ({ count, at })).filter(({ at }) => !primary[at]);
  if (primary.filter(Boolean).length !== 1 || shown.length === 0) return [...primary];
  const { at: smallest } = shown.reduce((least, one) => (one.count < least.count ? one : least));
  return primary.map((one, at) => one || at === smallest);
}
