import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatCount } from '#domain/numbers.ts';
import { backUp } from '#server/storage/backup/back-up.ts';
import { restore } from '#server/storage/backup/restore.ts';
import type { BackupFacts } from '#server/storage/backup/whole-file.ts';
import { databaseIn } from '#server/storage/data-folder.ts';
import { StorageProblem } from '#server/storage/storage-problem.ts';
import { readArguments } from './arguments.ts';
import { dataFolderOf } from './data-folder.ts';
import { BACKUP_HELP, RESTORE_HELP } from './help.ts';
import { Refusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** `skm backup FILE`: a whole copy of the data folder's database, also while the endpoint runs. Throws a Refusal. */
export async function backupCommand(args: readonly string[], terminal: Terminal): Promise<void> {
  const { flags, texts, positionals } = readArguments(args, { data: 'text', help: 'flag' });
  if (flags.has('help')) {
    terminal.out(BACKUP_HELP);
    return;
  }
  const file = onlyFile(positionals);
  const folder = dataFolderOf(texts, terminal);
  const database = databaseIn(resolve(folder));
  if (!existsSync(database))
    throw new Refusal(`tidak ada basis data di folder "${folder}". Sebutkan dengan --data.`);
  const facts = await refusing(() => backUp(database, resolve(file), Date.now()));
  terminal.out(`Cadangan ${file} utuh: ${words(facts)}\n`);
  terminal.err('Simpan berkas ini di luar komputer ini. Isinya rahasia: semua jawaban dan kunci.\n');
}

/** `skm restore FILE`: puts a backup into a data folder. Throws a Refusal. */
export async function restoreCommand(args: readonly string[], terminal: Terminal): Promise<void> {
  const { flags, texts, positionals } = readArguments(args, {
    ...{ data: 'text', replace: 'flag', help: 'flag' },
  });
  if (flags.has('help')) {
    terminal.out(RESTORE_HELP);
    return;
  }
  const file = onlyFile(positionals);
  const folder = dataFolderOf(texts, terminal);
  const how = { replace: flags.has('replace'), at: Date.now() };
  const { keptAs, ...facts } = await refusing(() => restore(resolve(file), resolve(folder), how));
  terminal.out(`Dipulihkan dari ${file} ke folder ${folder}: ${words(facts)}\n`);
  if (keptAs !== null) terminal.out(`Basis data sebelumnya disimpan di ${keptAs}\n`);
  terminal.err(
    'Jalankan endpoint; perangkat mengirim lagi apa yang belum ada di sini. Semua orang masuk kembali.\n',
  );
}

function onlyFile(positionals: readonly string[]): string {
  const [file, more] = positionals;
  if (file === undefined || file === '') throw new Refusal('sebutkan berkas cadangannya. Lihat --help.');
  if (more !== undefined) throw new Refusal(`"${more}" berlebih. Lihat --help.`);
  return file;
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (reason) {
    throw reason instanceof StorageProblem ? new Refusal(reason.message) : reason;
  }
}

function words({ responses, devices, bytes, hash }: BackupFacts): string {
  const count = (number: number): string => formatCount(number, 'id');
  return `${count(responses)} jawaban dari ${count(devices)} perangkat, ${count(bytes)} byte, SHA-256 ${hash}`;
}
