import { run } from './run.ts';
import { EXIT } from './terminal.ts';

/** Entry of `npm run -s skm -- …`. The reader of a pipe may go away at any time; that is no fault. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.fault);
});

process.exitCode = await run(process.argv.slice(2), {
  environment: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
