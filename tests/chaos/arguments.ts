import { GROUPS } from './fault.ts';
import type { Wish } from './run-faults.ts';

const USAGE = `npm run chaos -- [--group ${GROUPS.join('|')}] [--fault <name>] [--seed <n>] [--trials <n>] [--slice] [--list]`;

/** Reads the words after `npm run chaos --`. Throws an Error that names the wrong word and what is known. */
export function readWish(words: readonly string[], all: Wish['faults']): Wish {
  const given = new Map<string, string>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!;
    if (word === '--slice') given.set(word, '');
    else if (['--group', '--fault', '--seed', '--trials'].includes(word)) {
      at += 1;
      given.set(word, words[at] ?? '');
    } else throw new Error(`${word}: not known. ${USAGE}`);
  }
  const size = given.has('--slice') ? 'slice' : 'full';
  return {
    ...{ faults: chosen(all, given, size), size },
    ...{ seed: numberOf(given, '--seed') ?? 1, trials: numberOf(given, '--trials') },
  };
}

function chosen(all: Wish['faults'], given: ReadonlyMap<string, string>, size: Wish['size']): Wish['faults'] {
  const [group, names] = [given.get('--group'), given.get('--fault')?.split(',')];
  const groups: readonly string[] = GROUPS;
  if (group !== undefined && !groups.includes(group)) {
    throw new Error(`--group ${group}: not known. Known are ${groups.join(', ')}.`);
  }
  for (const name of names ?? []) {
    if (!all.some((fault) => fault.name === name))
      throw new Error(`--fault ${name}: not known. Known are ${all.map((fault) => fault.name).join(', ')}.`);
  }
  const inSlice = ({ trials }: Wish['faults'][number]): boolean => size === 'full' || trials.slice > 0;
  return all.filter((fault) =>
    names === undefined
      ? inSlice(fault) && (group ?? fault.group) === fault.group
      : names.includes(fault.name),
  );
}

function numberOf(given: ReadonlyMap<string, string>, word: string): number | null {
  const text = given.get(word);
  if (text === undefined) return null;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${word} ${text}: a whole number is expected. ${USAGE}`);
  return Number(text);
}
