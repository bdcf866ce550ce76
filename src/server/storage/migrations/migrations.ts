import { START } from './0001-start.ts';
import { FIELD } from './0002-field.ts';

export interface Migration {
  /** Version of the database once it has run. */
  readonly version: number;
  readonly sql: string;
}

/** In order, without gaps. Only ever added to: a shipped migration ran on somebody's data and cannot change any more. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, sql: START },
  { version: 2, sql: FIELD },
];

export const NEWEST_VERSION = MIGRATIONS.length;
