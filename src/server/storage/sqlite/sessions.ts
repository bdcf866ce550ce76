import type { AccountStore } from '../account-store.ts';
import type { Connection } from './connection.ts';
import { readAccount } from './read-account.ts';
import { hexBytes, integer, uuidBytes } from './values.ts';
import type { Writer } from './writer.ts';

type SessionMethods = 'openSession' | 'findSession' | 'touchSession' | 'closeSession' | 'forgetSessions';

export function sqliteSessions(connection: Connection, writer: Writer): Pick<AccountStore, SessionMethods> {
  return {
    openSession: (agency, { tokenHash, account, at }) =>
      writer.write(() => {
        connection.run(
          'INSERT INTO sessions (agency, token_hash, account, opened_at, seen_at) VALUES (?, ?, ?, ?, ?)',
          uuidBytes(agency),
          hexBytes(tokenHash),
          uuidBytes(account),
          at,
          at,
        );
      }),
    findSession: async (agency, tokenHash) =>
      connection.get(
        (row) => ({
          account: readAccount(row),
          openedAt: integer(row['opened_at']),
          seenAt: integer(row['seen_at']),
        }),
        `SELECT accounts.*, opened_at, seen_at FROM sessions
         JOIN accounts ON accounts.agency = sessions.agency AND accounts.id = sessions.account
         WHERE sessions.agency = ? AND token_hash = ?`,
        uuidBytes(agency),
        hexBytes(tokenHash),
      ),
    touchSession: (agency, tokenHash, at) =>
      writer.write(() => {
        connection.run(
          'UPDATE sessions SET seen_at = ? WHERE agency = ? AND token_hash = ?',
          at,
          uuidBytes(agency),
          hexBytes(tokenHash),
        );
      }),
    closeSession: (agency, tokenHash) =>
      writer.write(() => {
        connection.run(
          'DELETE FROM sessions WHERE agency = ? AND token_hash = ?',
          uuidBytes(agency),
          hexBytes(tokenHash),
        );
      }),
    forgetSessions: (agency, before) =>
      writer.write(() => {
        connection.run(
          'DELETE FROM sessions WHERE agency = ? AND (opened_at < ? OR seen_at < ?)',
          uuidBytes(agency),
          before.opened,
          before.seen,
        );
      }),
  };
}
