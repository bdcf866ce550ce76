import { parseArgs } from 'node:util';
import { Refusal } from './refusal.ts';

/** Options of a command: `flag` stands alone (`--json`), `text` wants a value (`--sheet NAME` or `--sheet=NAME`). */
export type OptionKinds = Readonly<Record<string, 'flag' | 'text'>>;

export interface Arguments {
  readonly flags: ReadonlySet<string>;
  readonly texts: ReadonlyMap<string, string>;
  readonly positionals: readonly string[];
}

/** Splits a command line into options and the rest. Throws a Refusal that names an option which does not fit. */
export function readArguments(args: readonly string[], kinds: OptionKinds): Arguments {
  const options = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      { type: kind === 'flag' ? 'boolean' : 'string' } as const,
    ]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const flags = new Set<string>();
  const texts = new Map<string, string>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const kind = Object.hasOwn(kinds, token.name) ? kinds[token.name] : undefined;
    if (kind === undefined) throw new Refusal(`pilihan ${token.rawName} tidak dikenal. Lihat --help.`);
    if (flags.has(token.name) || texts.has(token.name)) {
      throw new Refusal(`pilihan ${token.rawName} disebut dua kali.`);
    }
    if (kind === 'flag') {
      if (token.value !== undefined) throw new Refusal(`pilihan ${token.rawName} tidak memakai nilai.`);
      flags.add(token.name);
    } else {
      const value = token.value ?? '';
      if (value === '' || (value.startsWith('--') && !token.inlineValue)) {
        throw new Refusal(`pilihan ${token.rawName} memerlukan nilai.`);
      }
      texts.set(token.name, value);
    }
  }
  return { flags, texts, positionals };
}
