import { backupCommand, restoreCommand } from './backup-command.ts';
import { exportCommand } from './export-command.ts';
import { GENERAL_HELP } from './help.ts';
import { indexCommand } from './index-command.ts';
import { shown } from './problem-text.ts';
import { recomputeCommand } from './recompute-command.ts';
import { Refusal } from './refusal.ts';
import { EXIT } from './terminal.ts';
import type { Terminal } from './terminal.ts';

const COMMANDS: Readonly<Record<string, (args: readonly string[], terminal: Terminal) => Promise<void>>> = {
  index: indexCommand,
  export: exportCommand,
  recompute: recomputeCommand,
  backup: backupCommand,
  restore: restoreCommand,
};

/**
 * Runs one command and answers its exit code. Whatever the caller can put right is one line on `err` and code 2; a fault
 * of the program is thrown on.
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    terminal.out(GENERAL_HELP);
    return EXIT.ok;
  }
  if (name === undefined) {
    terminal.err(GENERAL_HELP);
    return EXIT.refused;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    terminal.err(
      `skm: perintah "${shown(name)}" tidak dikenal. Perintah yang ada: ${Object.keys(COMMANDS).join(', ')}.\n`,
    );
    return EXIT.refused;
  }
  try {
    await command(rest, terminal);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    terminal.err(`skm ${name}: ${error.message}\n`);
    return EXIT.refused;
  }
}
