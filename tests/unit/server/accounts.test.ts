import { beforeEach, describe, expect, test } from 'vitest';
import { randomUUIDv7 } from 'node:crypto';
import { AccountsAnswer } from '#protocol/office.ts';
import { openOffice, problemOf } from './stage.ts';
import type { Office, Reply } from './stage.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});

const change = (id: string, changes: object): Promise<Reply> =>
  office.as('admin')('PATCH', `accounts/${id}`, changes);

describe('the last admin', () => {
  test('can neither be disabled nor become something else', async () => {
    const id = office.accountOf('admin');
    expect(problemOf(await change(id, { disabled: true }))).toBe('409 last-admin');
    expect(problemOf(await change(id, { role: 'pimpinan' }))).toBe('409 last-admin');
    expect((await change(id, { name: 'Nama Baru' })).status).toBe(200);
  });

  test('may go once another admin is there, and a disabled one does not count', async () => {
    const second = office.accountOf('protokol');
    await change(second, { role: 'admin', disabled: true });
    expect(problemOf(await change(office.accountOf('admin'), { disabled: true }))).toBe('409 last-admin');
    await change(second, { disabled: false });
    expect((await change(office.accountOf('admin'), { disabled: true })).status).toBe(200);
  });
});

describe('an account', () => {
  test('needs a free user name, a role that exists and a long password', async () => {
    const account = {
      username: 'petugas',
      name: 'Petugas',
      role: 'protokol',
      password: 'kata-sandi-panjang',
    };
    const add = (changes: object) => office.as('admin')('POST', 'accounts', { ...account, ...changes });
    expect(problemOf(await add({ username: 'protokol' }))).toBe('409 account-exists');
    expect(problemOf(await add({ role: 'raja' }))).toBe('400 bad-request');
    expect(problemOf(await add({ password: 'pendek' }))).toBe('400 bad-request');
    expect(problemOf(await add({ disabled: false }))).toBe('400 unknown-keys');
    const reply = await add({});
    expect(AccountsAnswer.parse(reply.body).accounts).toHaveLength(5);
    expect(JSON.stringify(reply.body)).not.toMatch(/argon2|password/);
  });

  test('that does not exist cannot be changed', async () => {
    expect(problemOf(await change(randomUUIDv7(), { name: 'X' }))).toBe('404 not-found');
    expect(problemOf(await change('x', { name: 'X' }))).toBe('404 not-found');
  });

  test.each([
    ['disabled', { disabled: true }],
    ['given another role', { role: 'pimpinan' }],
    ['given another password', { password: 'kata-sandi-lain' }],
  ])('that is %s is signed out everywhere at once', async (_, changes) => {
    expect((await office.as('protokol')('GET', 'session')).status).toBe(200);
    await change(office.accountOf('protokol'), changes);
    expect(problemOf(await office.as('protokol')('GET', 'session'))).toBe('401 not-signed-in');
  });

  test('that only gets another name stays signed in', async () => {
    await change(office.accountOf('protokol'), { name: 'Nama Baru' });
    const { body } = await office.as('protokol')('GET', 'session');
    expect(body['account']).toMatchObject({ name: 'Nama Baru' });
  });

  test('leaves a trace of every change, without the password', async () => {
    const id = office.accountOf('protokol');
    await change(id, { password: 'kata-sandi-lain', disabled: true });
    const history = await office.storage.documents.history(office.agency.id, 'account', id);
    expect(history.at(-1)).toMatchObject({
      by: office.accountOf('admin'),
      changes: { disabled: true, password: 'changed' },
    });
  });
});
