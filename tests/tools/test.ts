import { closingLines, FAILED, sum } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { runners } from './runners.ts';
import type { Runner } from './runners.ts';

/** Programs that read the sources and write nothing: two of them at a time. */
const READERS = new Set(['static', 'types']);
const AT_ONCE = 2;

/**
 * `npm test`: the runners in their order, each with its own output, then one line that counts.
 * `-- --only <names>` runs some of them (a name or a group, separated by commas); what follows goes to vitest.
 */
const [only, rest] = chosen(process.argv.slice(2));
const started = performance.now();
const results = new Map<Runner, { readonly outcome: Outcome; readonly row: string }>();
const readers = only.filter(({ group }) => READERS.has(group));
const waiting = [...readers];
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await complete(next);
  }),
);
for (const runner of only) if (!readers.includes(runner)) await complete(runner);

const inOrder = only.flatMap((runner) => results.get(runner) ?? []);
const { lines, exitCode } = closingLines(sum(inOrder.map(({ outcome }) => outcome)));
console.log(`\n━━ ${only.length} runners in ${seconds1(started)} s`);
for (const line of [...inOrder.map(({ row }) => row), ...lines]) console.log(line);
process.exitCode = exitCode;

async function complete(runner: Runner): Promise<void> {
  console.log(`\n━━ ${runner.name}: ${runner.about}`);
  const begun = performance.now();
  const outcome = await attempt(runner, rest);
  const { passed, failed, skipped } = outcome;
  const counts = `${String(passed).padStart(5)} passed ${String(failed).padStart(3)} failed`;
  const others = skipped.length > 0 ? ` ${skipped.length} skipped` : '';
  const row = `${runner.name.padEnd(11)}${counts}${others} ${seconds1(begun).padStart(6)} s`;
  results.set(runner, { outcome, row });
}

async function attempt(runner: Runner, args: readonly string[]): Promise<Outcome> {
  try {
    return await runner.run(args);
  } catch (reason) {
    console.log(reason instanceof Error ? reason.message : reason);
    return FAILED;
  }
}

function chosen(args: readonly string[]): [readonly Runner[], readonly string[]] {
  if (args[0] !== '--only') return [runners, args];
  const names = (args[1] ?? '').split(',');
  const known = new Set(runners.flatMap(({ name, group }) => [name, group]));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    console.error(`--only ${unknown.join(',')}: unknown. Known are ${[...known].join(', ')}.`);
    process.exit(2);
  }
  return [runners.filter(({ name, group }) => names.includes(name) || names.includes(group)), args.slice(2)];
}

function seconds1(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
