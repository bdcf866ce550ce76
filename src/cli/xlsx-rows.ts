import { readFile } from 'node:fs/promises';
import { EncryptedFileError } from 'hucre';
import { readXlsx, streamXlsxRows } from 'hucre/xlsx';
import type { Cell } from '#domain/respondent-table.ts';
import { uncomputedIn } from '#domain/uncomputed-formulas.ts';
import type { FileRow } from './csv-rows.ts';
import { Refusal } from './refusal.ts';

/**
 * The rows of one sheet of a workbook: the sheet named, else the first visible one. A formula counts as the value that
 * the spreadsheet stored with it, and stands as its text where there is none. Throws a Refusal for what is no readable workbook.
 */
export async function* xlsxRows(path: string, sheet: string | null): AsyncGenerator<FileRow<Cell>> {
  try {
    const bytes = await readFile(path);
    const index = chosenSheet(await sheetsOf(bytes), path, sheet);
    const shown = await uncomputedOf(bytes, index);
    for await (const { index: at, values } of streamXlsxRows(bytes, { sheet: index })) {
      yield { row: at + 1, cells: shown(values, at), read: 0 };
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof EncryptedFileError) {
      throw new Refusal(
        `${path}: berkas ini terkunci dengan kata sandi, atau berkas .xls lama. Simpan sebagai .xlsx tanpa kata sandi, lalu ulangi.`,
      );
    }
    const detail = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      `${path}: berkas ini rusak atau bukan XLSX (${detail}). Simpan ulang dari aplikasi lembar kerja.`,
    );
  }
}

/**
 * Larger files are looked at row by row only, which does not tell a formula without a value from a blank; with a hundred
 * thousand rows they are no sheets that somebody computes in.
 */
const WHOLE_BYTES = 3 * 1024 * 1024;

async function uncomputedOf(bytes: Uint8Array, index: number): Promise<ReturnType<typeof uncomputedIn>> {
  const whole = bytes.length > WHOLE_BYTES ? null : await readXlsx(bytes, { sheets: [index] });
  return uncomputedIn(whole?.sheets[0]?.cells ?? new Map());
}

interface SheetInfo {
  readonly name: string;
  readonly index: number;
  readonly visible: boolean;
}

async function sheetsOf(bytes: Uint8Array): Promise<SheetInfo[]> {
  const sheets: SheetInfo[] = [];
  await readXlsx(bytes, {
    sheets: (info) => {
      const visible = info.hidden !== true && info.veryHidden !== true;
      sheets.push({ name: info.name, index: info.index, visible });
      return false;
    },
  });
  return sheets;
}

function chosenSheet(sheets: readonly SheetInfo[], path: string, wanted: string | null): number {
  const found =
    wanted === null ? sheets.find((sheet) => sheet.visible) : sheets.find((sheet) => sheet.name === wanted);
  if (found !== undefined) return found.index;
  const names = sheets.map((sheet) => `"${sheet.name}"`).join(', ');
  throw new Refusal(
    wanted === null
      ? `${path}: buku kerja ini tidak memiliki lembar yang terlihat.`
      : `${path}: tidak ada lembar bernama "${wanted}". Lembar yang ada: ${names}.`,
  );
}
