import { describe, expect, test } from 'vitest';
import {
  foreignPlaces,
  hostsInLockFile,
  silencers,
  sourceRules,
  tooLong,
  wrongSpecifiers,
} from '../../tools/source-rules.ts';

const file = (path: string, text: string) => ({ path, text });
/** Written in two pieces, so that this file does not break the rule itself. */
const glued = (...pieces: string[]) => pieces.join('');

describe('long files', () => {
  const lines = (count: number) => 'x\n'.repeat(count);

  test('300 lines may be, 301 may not', () => {
    expect(tooLong([file('src/domain/a.ts', lines(300))])).toEqual([]);
    expect(tooLong([file('src/domain/a.ts', lines(301))])).toEqual(['src/domain/a.ts: 301 lines']);
  });

  test.each(['texts.ts', 'texts.en.ts', 'texts-in-english.ts', 'visit-texts.ts', 'texts/id.ts'])(
    'texts are data: %s',
    (name) => {
      expect(tooLong([file(`src/survey/${name}`, lines(900))])).toEqual([]);
    },
  );
});

describe('specifiers', () => {
  const check = (path: string, text: string) => wrongSpecifiers([file(path, text)]);

  test('within a room they are relative', () => {
    expect(check('src/domain/a/b.ts', "import { x } from '../period.ts';")).toEqual([]);
    expect(check('src/domain/a.ts', "import { x } from '#domain/period.ts';")).toEqual([
      'src/domain/a.ts: #domain/period.ts is in the same room',
    ]);
  });

  test.each([
    "import { x } from '../domain/period.ts';",
    "import type { X } from '../domain/period.ts';",
    "export * from '../domain/period.ts';",
    "import '../domain/period.ts';",
    "const x = () => import('../domain/period.ts');",
    'import {\n  x,\n} from "../domain/period.ts";',
  ])('to another room they begin with #: %s', (text) => {
    expect(check('src/local/a.ts', text)).toEqual([
      'src/local/a.ts: ../domain/period.ts should be written #domain/…',
    ]);
  });

  test('tests reach src with # only', () => {
    expect(check('tests/unit/a.test.ts', "import { x } from '../../src/domain/a.ts';")).toEqual([
      'tests/unit/a.test.ts: ../../src/domain/a.ts should be written #domain/…',
    ]);
    expect(check('tests/unit/a.test.ts', "import { x } from '#domain/a.ts';")).toEqual([]);
  });
});

describe('comments that silence, and work left as a note', () => {
  test.each([
    glued('// eslint-', 'disable-next-line'),
    glued('/* oxlint-', 'disable */'),
    glued('// prettier-', 'ignore'),
    glued('// @ts-', 'ignore'),
    glued('// @ts-', 'expect-error later'),
    glued('// TO', 'DO tomorrow'),
    glued('test.', "skip('x')"),
    glued('describe.', "only('x')"),
  ])('%s', (line) => {
    expect(silencers([file('src/a.ts', `const a = 1;\n${line}\n`)])).toHaveLength(1);
  });

  test('words that only look alike may stay', () => {
    expect(silencers([file('src/a.ts', 'const methodology = skipped.only;\n')])).toEqual([]);
  });
});

describe('places of one machine', () => {
  test.each([
    glued('see https://registry.', 'npmjs.org/x'),
    glued('cp /ho', 'me/ani/x .'),
    glued('in /tm', 'p/x'),
    glued('C:', '\\Users\\ani'),
  ])('%s', (line) => {
    expect(foreignPlaces([file('README.md', `first\n${line}`)])).toHaveLength(1);
  });

  test.each(['/usr/bin/chromium', 'https://example.go.id/home/x', 'src/work/x', '/api/v1/tmp'])(
    '%s is none',
    (line) => {
      expect(foreignPlaces([file('README.md', line)])).toEqual([]);
    },
  );
});

test('a lock file that says where packages came from is refused', () => {
  const line = glued('"resol', 'ved": "https://example.org/a.tgz"');
  expect(hostsInLockFile([file('package-lock.json', `{\n${line}\n}`)])).toEqual([
    `package-lock.json:2: ${line}`,
  ]);
});

test('every rule has a name of its own', () => {
  expect(new Set(sourceRules.map(({ name }) => name)).size).toBe(sourceRules.length);
});
