import { resolve } from 'node:path';
import { isCalendarDate } from '#domain/calendar.ts';
import { prepareDataFolder } from '#server/storage/data-folder.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { StorageProblem } from '#server/storage/storage-problem.ts';
import { readArguments } from './arguments.ts';
import { dateAt } from './demo/calendar.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, fillDemo } from './demo/fill.ts';
import type { Filled } from './demo/fill.ts';
import { Refusal } from './refusal.ts';
import { EXIT } from './terminal.ts';

const DEFAULT_SEED = 2026;

/** Fills the data folder (`DATA_DIR`, default `data/`) with an example year. Options: `--end YYYY-MM-DD`, `--seed N`. */
async function demo(args: readonly string[]): Promise<Filled> {
  const { texts, positionals } = readArguments(args, { end: 'text', seed: 'text' });
  if (positionals.length > 0) throw new Refusal('perintah ini hanya mengenal --end dan --seed.');
  const end = texts.get('end') ?? dateAt(Date.now());
  if (!isCalendarDate(end))
    throw new Refusal('--end: tulis tanggal sebagai TTTT-BB-HH, misalnya 2026-11-22.');
  const seed = texts.get('seed') ?? String(DEFAULT_SEED);
  if (!/^\d{1,9}$/.test(seed)) throw new Refusal('--seed: tulis bilangan bulat.');
  const storage = openSqlite(await prepareDataFolder(resolve(process.env['DATA_DIR'] ?? 'data')));
  try {
    const filled = await fillDemo(storage, Number(seed), end);
    if (filled === null)
      throw new Refusal('folder data sudah berisi; contoh hanya dibuat di folder kosong (DATA_DIR).');
    return filled;
  } finally {
    await storage.close();
  }
}

try {
  const { activities, releases, responses } = await demo(process.argv.slice(2));
  const names = DEMO_ACCOUNTS.map(({ username, role }) => `${username} (${role})`).join(', ');
  process.stdout.write(
    `DATA CONTOH, bukan data sebenarnya: ${activities} kegiatan, ${releases} rilis, ${responses} jawaban.\n` +
      `Akun contoh: ${names}\nKata sandi contoh untuk semua akun: ${DEMO_PASSWORD}\n`,
  );
} catch (reason) {
  if (!(reason instanceof Refusal || reason instanceof StorageProblem)) throw reason;
  process.stderr.write(`demo: ${reason.message}\n`);
  process.exitCode = EXIT.refused;
}
