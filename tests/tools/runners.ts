import { builtFileRules } from './built-files.ts';
import { prepareHeadless } from './chromium.ts';
import { prepareEngines } from './engines.ts';
import { FAILED, PASSED } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { check, vitest } from './program.ts';
import type { Rule } from './rule.ts';
import { sourceRules } from './source-rules.ts';

export interface Runner {
  readonly name: string;
  /** Several runners can be asked for with one word. */
  readonly group: string;
  readonly about: string;
  run(args: readonly string[]): Promise<Outcome>;
}

const sources = ['src', 'tests', 'vite.config.ts'];

/** Everything `npm test` runs, quick and telling first. */
export const runners: readonly Runner[] = [
  {
    name: 'format',
    group: 'static',
    about: 'prettier',
    run: () => check('node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
  },
  {
    name: 'lint',
    group: 'static',
    about: 'oxlint with types',
    run: () =>
      check('node_modules/oxlint/bin/oxlint', [
        ...['--config', 'tests/tools/oxlint.json', '--type-aware', '--deny-warnings'],
        ...sources,
      ]),
  },
  {
    name: 'templates',
    group: 'static',
    about: 'eslint for Vue templates and their accessibility',
    run: () =>
      check('node_modules/eslint/bin/eslint.js', [
        ...['--config', 'tests/tools/eslint.config.mjs', '--max-warnings', '0'],
        'src/**/*.vue',
      ]),
  },
  {
    name: 'boundaries',
    group: 'static',
    about: 'dependency-cruiser: who may import whom',
    run: () =>
      check('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', [
        ...['--config', 'tests/tools/dependency-cruiser.cjs'],
        ...sources,
      ]),
  },
  {
    name: 'unused',
    group: 'static',
    about: 'knip: files, exports and packages nobody uses',
    run: () => check('node_modules/knip/bin/knip.js', ['--config', 'tests/tools/knip.json', '--no-progress']),
  },
  { name: 'rules', group: 'static', about: 'rules of this house', run: () => applyRules(sourceRules) },
  {
    name: 'types',
    group: 'types',
    about: 'vue-tsc',
    run: () => check('node_modules/vue-tsc/bin/vue-tsc.js', ['--noEmit']),
  },
  {
    name: 'unit',
    group: 'unit',
    about: 'vitest: rules and rooms by themselves, and screens in a document without a browser',
    run: (args) => vitest(['unit', 'screens'], args),
  },
  {
    name: 'contract',
    group: 'contract',
    about: 'vitest: one suite for every store',
    run: (args) => vitest(['contract'], args),
  },
  {
    name: 'build',
    group: 'build',
    about: 'both apps as they are served, and rules on them',
    run: async () => {
      const built = await check('src/cli/launch.mjs', ['build']);
      return built === FAILED ? FAILED : addTo(built, await applyRules(builtFileRules));
    },
  },
  {
    name: 'e2e',
    group: 'e2e',
    about: 'vitest: stories in a real browser',
    run: async (args) => {
      prepareHeadless();
      return (await check('src/cli/launch.mjs', ['build'])) === FAILED ? FAILED : vitest(['e2e'], args);
    },
  },
  {
    name: 'engines',
    group: 'engines',
    about: 'vitest: the respondent’s path in Chromium, Firefox and WebKit',
    run: async (args) => {
      prepareEngines();
      return (await check('src/cli/launch.mjs', ['build'])) === FAILED ? FAILED : vitest(['engines'], args);
    },
  },
  {
    name: 'chaos',
    group: 'chaos',
    about: 'a short part of `npm run chaos`: killed, cut off, lied to, and nothing thanked is lost',
    run: async () => {
      prepareHeadless();
      if ((await check('src/cli/launch.mjs', ['build'])) === FAILED) return FAILED;
      // Loaded when it is its turn: it brings the bundler along.
      return (await import('../chaos/slice.ts')).chaosSlice();
    },
  },
];

function addTo(a: Outcome, b: Outcome): Outcome {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: [...a.skipped, ...b.skipped] };
}

async function applyRules(rules: readonly Rule[]): Promise<Outcome> {
  let outcome: Outcome = { passed: 0, failed: 0, skipped: [] };
  for (const { name, breaches } of rules) {
    const found = await breaches();
    console.log(`${found.length === 0 ? '✓' : '✗'} ${name}`);
    for (const breach of found) console.log(`    ${breach}`);
    outcome = addTo(outcome, found.length === 0 ? PASSED : FAILED);
  }
  return outcome;
}
