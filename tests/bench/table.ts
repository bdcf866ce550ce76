import type { Budget, Measured, Spread } from './row.ts';

const HEADINGS = ['what', 'ours', 'baseline', 'ratio', 'budget', 'n', 'min / median / max', ''];

/** The rows as a table of text, columns aligned. */
export function table(rows: readonly Measured[]): string {
  const cells = [HEADINGS, ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf({ name, unit, ours, baseline, ratio, budget, kept }: Measured): string[] {
  return [
    name,
    `${short(ours.median)} ${unit}`,
    baseline === null ? '–' : `${short(baseline.median)} ${unit} (${baseline.name})`,
    ratio === null ? '–' : ratio.toFixed(2),
    bounds(budget, unit),
    String(ours.n),
    range(ours),
    kept ? 'ok' : 'OVER BUDGET',
  ];
}

function bounds({ of, atMost, atLeast }: Budget, unit: string): string {
  const what = of === 'ratio' ? ' x' : ` ${unit}`;
  const parts = [
    ...(atLeast === undefined ? [] : [`≥ ${short(atLeast)}${what}`]),
    ...(atMost === undefined ? [] : [`≤ ${short(atMost)}${what}`]),
  ];
  return parts.length === 0 ? '–' : parts.join(', ');
}

function range({ min, median, max }: Spread): string {
  return [min, median, max].map(short).join(' / ');
}

function short(value: number): string {
  return value >= 100 || Number.isInteger(value) ? String(Math.round(value)) : value.toPrecision(3);
}
