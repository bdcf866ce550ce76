import type { Audit } from '../audit.ts';
import type { JudgedItem } from '../response-store.ts';
import type { Connection } from './connection.ts';
import { addEntry } from './history.ts';
import { hexBytes, integer, uuidBytes } from './values.ts';

interface PersonalCode {
  readonly activity: string;
  readonly hash: string;
}

export function addCodes(
  connection: Connection,
  agency: Buffer,
  activity: string,
  hashes: readonly string[],
  audit: Audit,
): void {
  for (const hash of hashes) {
    connection.run(
      'INSERT INTO personal_codes (agency, activity, hash) VALUES (?, ?, ?)',
      agency,
      uuidBytes(activity),
      hexBytes(hash),
    );
  }
  const changes = { issued: hashes.length };
  addEntry(connection, agency, { kind: 'personal-codes', id: activity, changes }, audit);
}

/** Deletes the unused ones: a code that is not kept is one that nobody has. Returns how many there were. */
export function withdrawCodes(
  connection: Connection,
  agency: Buffer,
  activity: string,
  audit: Audit,
): number {
  const withdrawn = connection.run(
    'DELETE FROM personal_codes WHERE agency = ? AND activity = ? AND spent = 0',
    agency,
    uuidBytes(activity),
  );
  if (withdrawn > 0) {
    addEntry(connection, agency, { kind: 'personal-codes', id: activity, changes: { withdrawn } }, audit);
  }
  return withdrawn;
}

export function codeState(
  connection: Connection,
  agency: Buffer,
  activity: Buffer,
  hash: Buffer,
): 'open' | 'spent' | null {
  return connection.get(
    (row) => (integer(row['spent']) === 1 ? 'spent' : 'open'),
    'SELECT spent FROM personal_codes WHERE agency = ? AND activity = ? AND hash = ?',
    agency,
    activity,
    hash,
  );
}

export function countCodes(
  connection: Connection,
  agency: Buffer,
  activity: Buffer,
): { issued: number; spent: number } {
  const sql = `SELECT count(*) AS issued, coalesce(sum(spent), 0) AS spent FROM personal_codes
    WHERE agency = ? AND activity = ?`;
  const counts = connection.get(
    (row) => ({ issued: integer(row['issued']), spent: integer(row['spent']) }),
    sql,
    agency,
    activity,
  );
  return counts ?? { issued: 0, spent: 0 };
}

/** Lets one response through while the code is unspent. The same one again is recognised by its id in any case. */
export function onlyFirst(
  connection: Connection,
  agency: Buffer,
  { activity, hash }: PersonalCode,
  items: readonly JudgedItem[],
): JudgedItem[] {
  let spent = codeState(connection, agency, uuidBytes(activity), hexBytes(hash)) !== 'open';
  return items.map((item) => {
    if (!item.accepted) return item;
    if (!spent) {
      spent = true;
      return item;
    }
    const place = 'device' in item.place ? item.place : null;
    return {
      ...{ accepted: false, id: item.id, hash: item.hash, bodyHash: item.hash, body: item.body, place },
      ...{ code: 'code-spent', detail: 'Its personal code has been used.' },
    };
  });
}

/** Marks a code as used inside the running transaction. */
export function spendCode(connection: Connection, agency: Buffer, { activity, hash }: PersonalCode): void {
  connection.run(
    'UPDATE personal_codes SET spent = 1 WHERE agency = ? AND activity = ? AND hash = ?',
    agency,
    uuidBytes(activity),
    hexBytes(hash),
  );
}
