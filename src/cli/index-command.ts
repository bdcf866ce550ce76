import { basename } from 'node:path';
import { NINE_ELEMENTS } from '#domain/default-questionnaire.ts';
import { satisfactionIndex, satisfactionOfAnswered } from '#domain/indicators/satisfaction.ts';
import type { SatisfactionResult } from '#domain/indicators/satisfaction.ts';
import { formatCount, formatHundredths } from '#domain/numbers.ts';
import { readArguments } from './arguments.ts';
import { INDEX_HELP } from './help.ts';
import { indexJson } from './index-json.ts';
import { list } from './problem-text.ts';
import { readRespondentFile } from './respondent-file.ts';
import type { RespondentFile } from './respondent-file.ts';
import { Refusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';
import { workingTable } from './working-table.ts';

interface IndexArguments {
  readonly path: string;
  readonly json: boolean;
  readonly elements: readonly string[];
  readonly sheet: string | null;
}

/** `skm index FILE`: the satisfaction index of a file with one row per respondent. Throws a Refusal for bad input. */
export async function indexCommand(args: readonly string[], terminal: Terminal): Promise<void> {
  const given = understood(args);
  if (given === 'help') {
    terminal.out(INDEX_HELP);
    return;
  }
  const file = await readRespondentFile(given.path, {
    elements: given.elements,
    sheet: given.sheet,
    onProgress: (rows, read) => {
      const share = read === 0 ? '' : ` (${Math.floor(read * 100)} %)`;
      terminal.err(`${given.path}: ${formatCount(rows, 'id')} baris terbaca${share}\n`);
    },
  });
  const result = satisfactionIndex(file.tally);
  for (const note of notesOn(file, result)) terminal.err(`${given.path}: ${note}\n`);
  terminal.out(
    given.json ? `${indexJson(result)}\n` : workingTable(result, file.tally, basename(given.path)),
  );
}

function understood(args: readonly string[]): IndexArguments | 'help' {
  const { flags, texts, positionals } = readArguments(args, {
    json: 'flag',
    help: 'flag',
    elements: 'text',
    sheet: 'text',
  });
  if (flags.has('help')) return 'help';
  const [path, ...others] = positionals;
  if (path === undefined) throw new Refusal('sebutkan berkasnya: npm run -s skm -- index BERKAS');
  if (others.length > 0) throw new Refusal(`hanya satu berkas sekali jalan; "${others[0]}" berlebih.`);
  const elements = texts.get('elements');
  return {
    path,
    json: flags.has('json'),
    elements: elements === undefined ? NINE_ELEMENTS : readElements(elements),
    sheet: texts.get('sheet') ?? null,
  };
}

function readElements(text: string): string[] {
  const keys = text.split(',').map((key) => key.trim().toLowerCase());
  for (const [at, key] of keys.entries()) {
    if (!/^[a-z][a-z0-9_-]*$/.test(key) || /^u\d+$/.test(key) || key in {})
      throw new Refusal(`--elements: "${key}" bukan kunci unsur.`);
    if (keys.indexOf(key) !== at) throw new Refusal(`--elements: kunci "${key}" disebut dua kali.`);
  }
  return keys;
}

/** What a reader of the result should know about the file, one sentence each. */
function notesOn(file: RespondentFile, result: SatisfactionResult): string[] {
  const notes: string[] = [];
  if (result.blank > 0) {
    notes.push(
      `${formatCount(result.blank, 'id')} baris tanpa jawaban unsur tidak dihitung sebagai responden.`,
    );
  }
  if (file.emptyRows > 0) notes.push(`${formatCount(file.emptyRows, 'id')} baris kosong dilewati.`);
  if (file.columns.ignored.length > 0) notes.push(`kolom yang tidak dipakai: ${list(file.columns.ignored)}.`);
  if (result.respondents === 0) notes.push('belum ada jawaban, jadi belum ada hasil.');
  else if (result.missingElements.length > 0) {
    const answered = satisfactionOfAnswered(result, file.tally);
    const value = answered.converted === null ? '-' : formatHundredths(answered.converted, 'id');
    notes.push(
      `unsur ${list(result.missingElements)} tidak punya jawaban, jadi indeks keseluruhan belum ada hasilnya. ` +
        `Sebagai pembanding, atas ${answered.elements.length} unsur yang terjawab: ${value}.`,
    );
  }
  return notes;
}
