import type { Role } from '#protocol/role.ts';
import type { Audit } from './audit.ts';

export interface AccountRecord {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  /** Parameters, salt and hash of the password in one text. */
  readonly password: string;
}

export interface AccountChanges {
  readonly name?: string;
  readonly role?: Role;
  readonly disabled?: boolean;
  readonly password?: string;
}

export interface SessionRecord {
  readonly account: AccountRecord;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  readonly seenAt: number;
}

export interface AccountStore {
  list(agency: string): Promise<AccountRecord[]>;
  byUsername(agency: string, username: string): Promise<AccountRecord | null>;
  add(agency: string, account: AccountRecord, audit: Audit): Promise<'added' | 'exists'>;
  /**
   * Changes an account. Refused with `last-admin` when no enabled admin would remain. A change of role or password and
   * a disabling end the account's sessions, except the one whose token hash is `keep`.
   */
  change(
    agency: string,
    id: string,
    changes: AccountChanges,
    audit: Audit,
    keep?: string,
  ): Promise<'changed' | 'last-admin' | 'not-found'>;

  openSession(agency: string, session: { tokenHash: string; account: string; at: number }): Promise<void>;
  findSession(agency: string, tokenHash: string): Promise<SessionRecord | null>;
  /** Notes that a session is in use. */
  touchSession(agency: string, tokenHash: string, at: number): Promise<void>;
  closeSession(agency: string, tokenHash: string): Promise<void>;
  /** Removes sessions opened or last seen before the given moments. */
  forgetSessions(agency: string, before: { opened: number; seen: number }): Promise<void>;
}
