import { readdir } from 'node:fs/promises';
import { judge } from './row.ts';
import type { Bench, Measured } from './row.ts';
import { table } from './table.ts';

/**
 * `npm run bench`: runs every `*.bench.ts` beside this file, one after the other, and prints each row.
 * `-- --json` prints JSON instead; `-- --only <word>` runs the files whose name contains the word.
 * The exit code is 1 when a budget is not kept.
 */
const args = process.argv.slice(2);
const asJson = args.includes('--json');
const word = args.includes('--only') ? (args[args.indexOf('--only') + 1] ?? '') : '';

const names = (await readdir(import.meta.dirname)).filter(
  (name) => name.endsWith('.bench.ts') && name.includes(word),
);
const rows: Measured[] = [];
for (const name of names.sort()) {
  process.stderr.write(`${name} …\n`);
  const { default: bench } = (await import(`./${name}`)) as { default: Bench };
  rows.push(...(await bench()).map(judge));
}

console.log(asJson ? JSON.stringify(rows, null, 2) : table(rows));
process.exitCode = rows.length > 0 && rows.every(({ kept }) => kept) ? 0 : 1;
