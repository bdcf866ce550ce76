import { ROLES } from '#protocol/role.ts';
import type { Role } from '#protocol/role.ts';
import type { AccountRecord } from '../account-store.ts';
import type { Row } from './connection.ts';
import { integer, text, uuid } from './values.ts';

export function readAccount(row: Row): AccountRecord {
  return {
    id: uuid(row['id']),
    username: text(row['username']),
    name: text(row['name']),
    role: role(text(row['role'])),
    disabled: integer(row['disabled']) === 1,
    password: text(row['password']),
  };
}

function role(value: string): Role {
  const known = ROLES.find((name) => name === value);
  if (known === undefined) throw new TypeError(`Unknown role in the database: ${value}`);
  return known;
}
