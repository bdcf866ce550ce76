/** Runs of numbers, first and last of each, in order and without two that touch. */
export type Runs = readonly (readonly [number, number])[];

/** The runs with more numbers in them. */
export function withNumbers(runs: Runs, numbers: readonly number[]): Runs {
  const all = [...runs, ...numbers.map((number) => [number, number] as const)].sort(([a], [b]) => a - b);
  const joined: [number, number][] = [];
  for (const [first, last] of all) {
    const before = joined.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

export function isIn(runs: Runs, number: number): boolean {
  return runs.some(([first, last]) => first <= number && number <= last);
}
