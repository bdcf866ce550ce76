/*
 * Puts each fault into a copy of the rules of its own and runs the worked cases on it, in Node itself, so that every
 * copy is loaded afresh. Prints one MutationReport as JSON.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GOLDENS } from './golden/all.ts';
import { loadDomain } from './golden/domain.ts';
import type { Domain } from './golden/domain.ts';
import { MUTATIONS } from './mutations.ts';
import type { Mutation } from './mutations.ts';

/** The text no longer stands in the file exactly once, or the file cannot be loaded with the other one in it. */
export type Unusable = 'does not apply' | 'does not load';

/** What the worked cases say about every fault, in the order of `MUTATIONS`. */
export interface MutationReport {
  /** Worked cases that fail on an unchanged copy; must be none, or nothing below means anything. */
  readonly unchanged: number;
  /** How many worked cases fail. */
  readonly noticed: readonly (number | Unusable)[];
}

const rules = new URL('../../../src/domain/', import.meta.url);
const workplace = mkdtempSync(join(tmpdir(), 'skm-mutations-'));

function failuresOf(domain: Domain): number {
  return GOLDENS.filter((golden) => {
    try {
      golden.check(domain);
      return false;
    } catch {
      return true;
    }
  }).length;
}

async function noticedBy(mutation: Mutation, place: number): Promise<number | Unusable> {
  const source = readFileSync(new URL(mutation.file, rules), 'utf8');
  if (source.split(mutation.from).length !== 2) return 'does not apply';
  const copy = join(workplace, String(place));
  cpSync(rules, copy, { recursive: true });
  writeFileSync(
    join(copy, mutation.file),
    source.replace(mutation.from, () => mutation.to),
  );
  const domain = await loadDomain(pathToFileURL(`${copy}/`)).catch(() => null);
  return domain === null ? 'does not load' : failuresOf(domain);
}

try {
  writeFileSync(join(workplace, 'package.json'), '{"type":"module"}');
  const unchanged = join(workplace, 'unchanged');
  cpSync(rules, unchanged, { recursive: true });
  const noticed: (number | Unusable)[] = [];
  const asTheyAre = await loadDomain(pathToFileURL(`${unchanged}/`));
  const report: MutationReport = { unchanged: failuresOf(asTheyAre), noticed };
  for (const [place, mutation] of MUTATIONS.entries()) noticed.push(await noticedBy(mutation, place));
  process.stdout.write(JSON.stringify(report));
} finally {
  rmSync(workplace, { recursive: true, force: true });
}
