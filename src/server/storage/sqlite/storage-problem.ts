/** The store cannot be opened or used. The message is one line for the person who starts the program. */
export class StorageProblem extends Error {
  override readonly name = 'StorageProblem';
}

const SQLITE_CORRUPT = 11;
const SQLITE_NOT_A_DATABASE = 26;
const SQLITE_READ_ONLY = 8;
const SQLITE_CANNOT_OPEN = 14;
const SQLITE_BUSY = 5;

/** Puts what SQLite said about opening a file into one line that says what to do. */
export function openingProblem(file: string, reason: unknown): StorageProblem {
  if (reason instanceof StorageProblem) return new StorageProblem(`${file}: ${reason.message}`);
  const words = reason instanceof Error ? reason.message : String(reason);
  switch (primaryCode(reason)) {
    case SQLITE_CORRUPT:
    case SQLITE_NOT_A_DATABASE:
      return new StorageProblem(
        `The database ${file} is damaged or not a database (${words}). Restore it from a backup or name another DATA_DIR.`,
      );
    case SQLITE_READ_ONLY:
    case SQLITE_CANNOT_OPEN:
      return new StorageProblem(
        `The database ${file} cannot be opened for writing (${words}). Check the folder's owner.`,
      );
    case SQLITE_BUSY:
      return new StorageProblem(`The database ${file} is in use by another program (${words}).`);
    default:
      return new StorageProblem(`The database ${file} cannot be opened: ${words}`);
  }
}

/** SQLite's own number of an error; the low byte of its extended code. */
function primaryCode(reason: unknown): number | null {
  if (typeof reason !== 'object' || reason === null || !('errcode' in reason)) return null;
  return typeof reason.errcode === 'number' ? reason.errcode & 0xff : null;
}
