import type { AccountChanges, AccountRecord, AccountStore } from '../account-store.ts';
import type { Audit } from '../audit.ts';
import type { Connection } from './connection.ts';
import { addHistory } from './history.ts';
import { readAccount } from './read-account.ts';
import { sqliteSessions } from './sessions.ts';
import { uuidBytes } from './values.ts';
import type { Writer } from './writer.ts';

/** Adds an account inside the running transaction; `false` when its user name is taken. */
export function insertAccount(
  connection: Connection,
  agency: Buffer,
  account: AccountRecord,
  audit: Audit,
): boolean {
  const { id, username, name, role, disabled, password } = account;
  const added = connection.run(
    `INSERT INTO accounts (agency, id, username, name, role, disabled, password, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (agency, username) DO NOTHING`,
    agency,
    uuidBytes(id),
    username,
    name,
    role,
    Number(disabled),
    password,
    audit.at,
  );
  if (added === 0) return false;
  const changes = { username, name, role, disabled };
  addHistory(connection, agency, { kind: 'account', id, revision: 1, changes }, audit);
  return true;
}

export function sqliteAccounts(connection: Connection, writer: Writer): AccountStore {
  const list = (agency: Buffer): AccountRecord[] =>
    connection.all(readAccount, 'SELECT * FROM accounts WHERE agency = ? ORDER BY username', agency);

  return {
    ...sqliteSessions(connection, writer),
    list: async (agency) => list(uuidBytes(agency)),
    byUsername: async (agency, username) =>
      connection.get(
        readAccount,
        'SELECT * FROM accounts WHERE agency = ? AND username = ?',
        uuidBytes(agency),
        username,
      ),
    add: (agency, account, audit) =>
      writer.write(() => (insertAccount(connection, uuidBytes(agency), account, audit) ? 'added' : 'exists')),
    change: (agency, id, changes, audit, keep) =>
      writer.write(() => changeAccount({ agency: uuidBytes(agency), id, changes, audit, keep })),
  };

  function changeAccount(request: {
    agency: Buffer;
    id: string;
    changes: AccountChanges;
    audit: Audit;
    keep: string | undefined;
  }): 'changed' | 'last-admin' | 'not-found' {
    const { agency, id, changes, audit, keep } = request;
    const accounts = list(agency);
    const before = accounts.find((account) => account.id === id);
    if (before === undefined) return 'not-found';
    const after = { ...before, ...changes };
    const admins = accounts.map((account) => (account.id === id ? after : account));
    if (!admins.some((account) => account.role === 'admin' && !account.disabled)) return 'last-admin';
    connection.run(
      'UPDATE accounts SET name = ?, role = ?, disabled = ?, password = ? WHERE agency = ? AND id = ?',
      after.name,
      after.role,
      Number(after.disabled),
      after.password,
      agency,
      uuidBytes(id),
    );
    if (changes.password !== undefined || after.role !== before.role || after.disabled) {
      connection.run(
        'DELETE FROM sessions WHERE agency = ? AND account = ? AND token_hash IS NOT ?',
        agency,
        uuidBytes(id),
        keep === undefined ? null : Buffer.from(keep, 'hex'),
      );
    }
    const { password, ...shown } = changes;
    const told = password === undefined ? shown : { ...shown, password: 'changed' };
    addHistory(connection, agency, { kind: 'account', id, revision: 1, changes: told }, audit);
    return 'changed';
  }
}
