import { GROUPS } from './fault.ts';
import type { FaultResult } from './fault-result.ts';

const COUNTS = ['acknowledged', 'on screens', 'LOST', 'DUP', 'UNEXPECTED', 'RECOVERED', 'aside', 'waiting'];
const HEAD = ['fault', 'trials', ...COUNTS, 's', ''];
/** So many thanked responses of a group without a loss bound its rate at 3 in as many. */
export const LEAST_OF_GROUP = 10_000;

/** One row per fault, a sum per group, then what was not run and what failed. */
export function report(results: readonly FaultResult[], size: 'full' | 'slice'): string {
  const rows: string[][] = [];
  for (const group of GROUPS) {
    const those = results.filter(({ fault }) => fault.group === group);
    if (those.length === 0) continue;
    rows.push(...those.map(rowOf), sumOf(group, those, size));
  }
  const notRun = results.filter((result) => result.notRun !== null);
  const failures = results.flatMap(({ fault, failures: list }) =>
    list.map((text) => `✗ ${fault.name}: ${text}`),
  );
  return [
    aligned([HEAD, ...rows]),
    ...notRun.map(({ fault, notRun: reason }) => `not run: ${fault.name}: ${reason}`),
    ...failures,
  ].join('\n');
}

/** What a fault came to, told as soon as it is over: a run that is stopped later keeps it. */
export function inOneLine(result: FaultResult): string {
  const figures = COUNTS.map((name, at) => `${name} ${counts(result)[at]}`);
  return `${result.fault.name}: ${[`trials ${result.trials}`, ...figures].join(', ')}`;
}

function rowOf(result: FaultResult): string[] {
  const { fault, trials, seconds, notRun, failures } = result;
  const word =
    notRun !== null
      ? 'NOT RUN'
      : failures.length > 0
        ? 'FAILED'
        : fault.kind === 'control'
          ? 'loses, as it must'
          : 'ok';
  return [fault.name, String(trials), ...counts(result), seconds.toFixed(0), word];
}

function sumOf(group: string, results: readonly FaultResult[], size: 'full' | 'slice'): string[] {
  const real = results.filter(({ fault }) => fault.kind !== 'control');
  const sum = (value: (result: FaultResult) => number): number =>
    real.reduce((total, one) => total + value(one), 0);
  const summed = {
    ...{ acknowledged: sum((one) => one.acknowledged), onScreens: sum((one) => one.onScreens) },
    ...{ lost: sum((one) => one.lost), doubled: sum((one) => one.doubled) },
    ...{ unexpected: sum((one) => one.unexpected), recovered: sum((one) => one.recovered) },
    ...{ aside: sum((one) => one.aside), waiting: sum((one) => one.waiting) },
  };
  const few = size === 'full' && summed.acknowledged < LEAST_OF_GROUP ? `fewer than ${LEAST_OF_GROUP}` : '';
  const trials = sum((one) => one.trials);
  return [`= ${group}`, String(trials), ...counts(summed), sum((one) => one.seconds).toFixed(0), few];
}

type Counts = Pick<
  FaultResult,
  'acknowledged' | 'onScreens' | 'lost' | 'doubled' | 'unexpected' | 'recovered' | 'aside' | 'waiting'
>;

function counts({
  acknowledged,
  onScreens,
  lost,
  doubled,
  unexpected,
  recovered,
  aside,
  waiting,
}: Counts): string[] {
  return [acknowledged, onScreens, lost, doubled, unexpected, recovered, aside, waiting].map(String);
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((text, column) => {
          const width = widths[column] ?? 0;
          return column === 0 || column === HEAD.length - 1 ? text.padEnd(width) : text.padStart(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
