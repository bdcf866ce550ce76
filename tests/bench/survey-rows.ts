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

/** Milliseconds, 95th percentiles: from "Kirim" to the thank-you, and of a raw strict put in the same page. */
export interface Thanks {
  readonly shown: number;
  readonly rawPut: number;
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
    thanksRow(
      'survey',
      rounds.map(({ thanks }) => thanks),
    ),
    thanksRow(
      'survey, slow phone',
      rounds.map(({ slowThanks }) => slowThanks),
    ),
  ];
}

function thanksRow(where: string, rounds: readonly Thanks[]): Row {
  return {
    name: `${where}: "Kirim" to thank-you painted, p95`,
    unit: 'ms',
    ours: rounds.map(({ shown }) => shown),
    baseline: {
      name: 'three raw strict puts and a frame',
      values: rounds.map(({ rawPut }) => 3 * rawPut + FRAME_MS),
    },
    budget: { of: 'ratio', atMost: 1 },
  };
}
