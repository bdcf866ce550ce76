import { readWish } from './arguments.ts';
import { FAULTS } from './faults.ts';
import { runFaults } from './run-faults.ts';
import { report } from './table.ts';

/**
 * `npm run chaos`: every fault, or some of them, each against a real endpoint and a real browser. The exit code is 1 when
 * anything was lost, doubled or invented, or when the app misbehaved.
 */
const words = process.argv.slice(2);
// A signal would leave endpoints, browsers and mounted disks behind; what began them ends them when the program exits.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  // Not once: a second signal, as a terminal and a launcher send it, would end it in the middle of that.
  process.on(signal, () => process.exit(code));
}
if (words.includes('--list')) {
  for (const { name, group, about } of FAULTS) console.log(`${group.padEnd(9)}${name.padEnd(24)}${about}`);
} else {
  try {
    process.exitCode = await run();
  } catch (reason) {
    console.error(reason instanceof Error ? reason.message : reason);
    process.exitCode = 2;
  }
}

async function run(): Promise<number> {
  const wish = readWish(words, FAULTS);
  const results = await runFaults(wish, (line) => process.stderr.write(`${line}\n`));
  console.log(report(results, wish.size));
  return results.some(({ failures }) => failures.length > 0) ? 1 : 0;
}
