import type { Row } from './row.ts';

const FRAME_MS = 1000 / 60;
const HEAP_MB = 3;

/** What one round measures; every round measures all of it, so that a busy machine weighs on all alike. */
export interface Round {
  readonly cold: { readonly ours: number; readonly floor: number; readonly package: number };
  readonly warm: { readonly ours: number; readonly package: number };
  readonly paint: { readonly ours: number; readonly floor: number };
  readonly heap: number;
  readonly thanks: Thanks;
  readonly slowThanks: Thanks;
}

/**
 * Milliseconds, 95th percentiles: from "Kirim" to the thank-you; of a raw strict put in the same page; and from a tap on
 * a plain button to the word that three such puts are done.
 */
export interface Thanks {
  readonly shown: number;
  readonly rawPut: number;
  readonly tapped: number;
}

/** The rounds against what was promised. */
export function rowsOf(rounds: readonly Round[]): readonly Row[] {
  const each = (value: (round: Round) => number): number[] => rounds.map(value);
  const unit = 'ms';
  const cold = each((round) => round.cold.ours);
  const slow = 'survey, slow phone and network:';
  return [
    {
      ...{ name: `${slow} first question tappable, first visit`, unit, ours: cold },
      baseline: { name: 'page without framework', values: each((round) => round.cold.floor) },
      budget: { of: 'ratio', atMost: 1.3 },
    },
    {
      ...{ name: `${slow} the same`, unit, ours: cold },
      baseline: { name: '@formbricks/surveys', values: each((round) => round.cold.package) },
      budget: { of: 'ratio', atMost: 0.75 },
    },
    {
      ...{
        name: 'survey, slow phone: the same, later, no network',
        unit,
        ours: each(({ warm }) => warm.ours),
      },
      baseline: { name: '@formbricks/surveys, network', values: each(({ warm }) => warm.package) },
      budget: { of: 'ratio', atMost: 1.1 },
    },
    {
      ...{ name: 'survey, slow phone: tap to paint, p95', unit, ours: each(({ paint }) => paint.ours) },
      baseline: { name: 'page without framework', values: each(({ paint }) => paint.floor) },
      budget: { of: 'ratio', atMost: 1.25 },
    },
    {
      ...{ name: 'survey: heap after the form', unit: 'MB', ours: each(({ heap }) => heap), baseline: null },
      budget: { of: 'value', atMost: HEAP_MB },
    },
    ...thanksRows(
      'survey',
      rounds.map(({ thanks }) => thanks),
    ),
    ...thanksRows(
      'survey, slow phone',
      rounds.map(({ slowThanks }) => slowThanks),
    ),
  ];
}

function thanksRows(where: string, rounds: readonly Thanks[]): Row[] {
  const ours = rounds.map(({ shown }) => shown);
  const row = (name: string, against: string, values: readonly number[]): Row => ({
    ...{ name, unit: 'ms', ours },
    baseline: { name: against, values },
    budget: { of: 'ratio', atMost: 1 },
  });
  return [
    row(
      `${where}: "Kirim" to thank-you painted, p95`,
      'three raw strict puts and a frame',
      rounds.map(({ rawPut }) => 3 * rawPut + FRAME_MS),
    ),
    row(
      `${where}: the same`,
      'a plain button that puts three times',
      rounds.map(({ tapped }) => tapped),
    ),
  ];
}
