import { StorageProblem } from '../storage-problem.ts';

const SQLITE_CORRUPT = 11;
const SQLITE_NOT_A_DATABASE = 26;
const SQLITE_READ_ONLY = 8;
const SQLITE_CANNOT_OPEN = 14;
const SQLITE_BUSY = 5;

/** Puts what SQLite said about opening a file into one line that says what to do. */
export function openingProblem(file: string, reason: unknown): StorageProblem {
  if (reason instanceof StorageProblem) return new StorageProblem(`Basis data ${file}: ${reason.message}`);
  const words = reason instanceof Error ? reason.message : String(reason);
  switch (primaryCode(reason)) {
    case SQLITE_CORRUPT:
    case SQLITE_NOT_A_DATABASE:
      return new StorageProblem(
        `Basis data ${file} rusak atau bukan basis data (${words}). Pulihkan dari cadangan, atau pakai DATA_DIR lain.`,
      );
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
