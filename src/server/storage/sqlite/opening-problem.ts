import { StorageProblem } from '../storage-problem.ts';

const SQLITE_CORRUPT = 11;
const SQLITE_NOT_A_DATABASE = 26;
const SQLITE_READ_ONLY = 8;
const SQLITE_CANNOT_OPEN = 14;
const SQLITE_BUSY = 5;

/** Of SQLite's list of what is wrong with a file, as much as a line holds. */
const DAMAGE_LENGTH = 160;

/** SQLite's answer to a check of a damaged file, for one line. */
export function damageWords(answer: unknown): string {
  const words = String(answer).replaceAll(/\s+/g, ' ');
  return words.length > DAMAGE_LENGTH ? `${words.slice(0, DAMAGE_LENGTH)}…` : words;
}

/** Puts what SQLite said about opening a file into one line that says what to do; `advice`: what to do with a damaged one. */
export function openingProblem(
  file: string,
  reason: unknown,
  advice = 'Pulihkan dari cadangan, atau pakai DATA_DIR lain.',
): StorageProblem {
  if (reason instanceof StorageProblem) return new StorageProblem(`Basis data ${file}: ${reason.message}`);
  const words = reason instanceof Error ? reason.message : String(reason);
  switch (primaryCode(reason)) {
    case SQLITE_CORRUPT:
    case SQLITE_NOT_A_DATABASE:
      return new StorageProblem(`Basis data ${file} rusak atau bukan basis data (${words}). ${advice}`);
    case SQLITE_READ_ONLY:
    case SQLITE_CANNOT_OPEN:
      return new StorageProblem(
        `Basis data ${file} tidak dapat ditulis (${words}). Periksa pemilik dan izin foldernya.`,
      );
    case SQLITE_BUSY:
      return new StorageProblem(`Basis data ${file} sedang dipakai program lain (${words}).`);
    default:
      return new StorageProblem(`Basis data ${file} tidak dapat dibuka: ${words}`);
  }
}

/** SQLite's own number of an error; the low byte of its extended code. */
function primaryCode(reason: unknown): number | null {
  if (typeof reason !== 'object' || reason === null || !('errcode' in reason)) return null;
  return typeof reason.errcode === 'number' ? reason.errcode & 0xff : null;
}
