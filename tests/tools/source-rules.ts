import { textFiles } from './files.ts';
import type { TextFile } from './files.ts';
import type { Rule } from './rule.ts';

const CODE = ['.ts', '.mjs', '.cjs', '.vue', '.css', '.html'];
const LONGEST_FILE = 300;

/** Everything people wrote. */
const everything = (): TextFile[] =>
  textFiles(['src', 'tests', 'vite.config.ts', 'index.html', 'admin.html'], CODE);
/** What others read without having this machine. */
const published = (): TextFile[] =>
  textFiles(
    [
      'src',
      'public',
      'docs',
      'README.md',
      'CHANGELOG.md',
      'Dockerfile',
      'compose.yaml',
      '.ci',
      'package.json',
    ],
    [...CODE, '.md', '.json', '.yaml', '.webmanifest', '.svg', 'Dockerfile', 'run'],
  );

export const sourceRules: readonly Rule[] = [
  rule(`no file has more than ${LONGEST_FILE} lines, texts and data aside`, () => tooLong(everything())),
  rule('imports between rooms are written #room/…, within a room ./…', () => wrongSpecifiers(everything())),
  rule('no comment silences a tool, no work is left as a note', () => silencers(everything())),
  rule('nothing names a package registry or a folder of one machine', () => foreignPlaces(published())),
  rule('the lock file names no host', () => hostsInLockFile(textFiles(['package-lock.json'], ['.json']))),
];

function rule(name: string, breaches: () => string[]): Rule {
  return { name, breaches: () => Promise.resolve(breaches()) };
}

/** Texts in a language are data: `texts.ts`, `texts.en.ts`, `texts-in-english.ts`, and what lies in `texts/`. */
const isText = (path: string): boolean => /(?:^|[/-])texts(?:[.-][a-z.-]+)?\.ts$|\/texts\//.test(path);

export function tooLong(files: readonly TextFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1;
    return lines > LONGEST_FILE && !isText(path) ? [`${path}: ${lines} lines`] : [];
  });
}

/**
 * A specifier with `..` must stay within the room; one with `#` must name another room. Tests import from src
 * with `#` only.
 */
export function wrongSpecifiers(files: readonly TextFile[]): string[] {
  const inFolders = files.filter(({ path }) => path.includes('/'));
  return inFolders.flatMap(({ path, text }) => {
    const own = roomOf(path);
    return specifiers(text).flatMap((specifier) => {
      const target = specifier.startsWith('.') ? roomOf(joined(path, specifier)) : null;
      if (target !== null && target !== own) return [`${path}: ${specifier} should be written #${target}/…`];
      if (own !== null && specifier.startsWith(`#${own}/`))
        return [`${path}: ${specifier} is in the same room`];
      return [];
    });
  });
}

function specifiers(text: string): string[] {
  const found = text.matchAll(/\b(?:from|import)\s*\(?\s*(['"])(?<specifier>[.#][^'"\n]*)\1/g);
  return [...found].map(({ groups }) => groups?.specifier ?? '');
}

function roomOf(path: string): string | null {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function joined(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

const SILENCERS = new RegExp(
  [
    String.raw`(?:eslint|oxlint|prettier|stylelint)-(?:disable|ignore|enable)`,
    String.raw`@ts-(?:ignore|expect-error|nocheck)`,
    String.raw`(?:v8|c8|istanbul) ignore`,
    String.raw`\b(?:TO${'DO'}|FIX${'ME'}|XX${'X'})\b`,
    String.raw`\b(?:test|it|describe)\.(?:only|todo|skip)\b`,
  ].join('|'),
);

export function silencers(files: readonly TextFile[]): string[] {
  return linesThat(files, (line) => SILENCERS.exec(line)?.[0]);
}

const REGISTRIES =
  /registry\.(?:npmjs|yarnpkg)|npmmirror|npm\.pkg\.github|jfrog\.io|artifactory|verdaccio|codeartifact|\.pkg\.dev/i;
const MACHINE_PATHS =
  /(?<![\w.:/])\/(?:home|root|Users|work|tmp|mnt|private|var\/folders)\/|\b[A-Z]:\\+Users\b/;

export function foreignPlaces(files: readonly TextFile[]): string[] {
  return linesThat(files, (line) => (REGISTRIES.exec(line) ?? MACHINE_PATHS.exec(line))?.[0]);
}

export function hostsInLockFile(files: readonly TextFile[]): string[] {
  return linesThat(files, (line) => /"resolved": "[^"]*"/.exec(line)?.[0]);
}

function linesThat(files: readonly TextFile[], find: (line: string) => string | undefined): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const found = find(line);
      return found === undefined ? [] : [`${path}:${index + 1}: ${found}`];
    }),
  );
}
