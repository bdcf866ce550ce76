import { randomUUIDv7 } from 'node:crypto';
import { Id } from '#protocol/common.ts';
import { ChangeAccountRequest, NewAccountRequest } from '#protocol/office.ts';
import type { Account } from '#protocol/office.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import { readJson } from '../http/body.ts';
import { Problem } from '../http/problem.ts';
import type { Passwords } from '../security/password.ts';
import type { AccountRecord } from '../storage/account-store.ts';
import type { StaffCall } from './route.ts';

export async function listAccounts({ endpoint, session }: StaffCall): Promise<Answer> {
  const accounts = await endpoint.storage.accounts.list(session.agency.id);
  return jsonAnswer({ marker: PROTOCOL_MARKER, accounts: accounts.map(shown) });
}

export async function newAccount(call: StaffCall, passwords: Passwords): Promise<Answer> {
  const { username, name, role, password } = await readJson(call.request, NewAccountRequest);
  const { endpoint, session } = call;
  const hashed = await passwords.hash(password);
  const account = { id: randomUUIDv7(), username, name, role, disabled: false, password: hashed };
  const audit = { by: session.account.id, at: endpoint.now() };
  const added = await endpoint.storage.accounts.add(session.agency.id, account, audit);
  if (added === 'exists') throw new Problem('account-exists', 'There is an account with this user name.');
  return listAccounts(call);
}

export async function changeAccount(call: StaffCall, passwords: Passwords): Promise<Answer> {
  const { endpoint, request, session, parameters } = call;
  const { password, ...changes } = await readJson(request, ChangeAccountRequest);
  const id = Id.safeParse(parameters['id']);
  const unknown = new Problem('not-found', 'There is no such account.');
  if (!id.success) throw unknown;
  const hashed = password === undefined ? {} : { password: await passwords.hash(password) };
  const audit = { by: session.account.id, at: endpoint.now() };
  const result = await endpoint.storage.accounts.change(
    session.agency.id,
    id.data,
    { ...changes, ...hashed },
    audit,
  );
  if (result === 'not-found') throw unknown;
  if (result === 'last-admin') throw new Problem('last-admin', 'At least one admin must remain.');
  return listAccounts(call);
}

function shown({ id, username, name, role, disabled }: AccountRecord): Account {
  return { id, username, name, role, disabled };
}
