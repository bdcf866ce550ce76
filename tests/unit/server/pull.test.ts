import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createHash, randomUUIDv7 } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { SurveyResponse } from '#domain/response.ts';
import { LIMITS } from '#protocol/limits.ts';
import { PullAnswer } from '#protocol/office.ts';
import type { Role } from '#protocol/role.ts';
import type { ReadResponse } from '#local/office/responses.ts';
import { openSession } from '#server/office/session.ts';
import { newDocument } from '#server/storage/founding.ts';
import { responsesIn } from './responses-in.ts';
import {
  anActivity,
  anEdit,
  anOpenSurvey,
  FieldDevice,
  OFFICE,
  openOffice,
  problemOf,
  sendEdits,
} from './stage.ts';
import type { Office } from './stage.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});

async function pull(role: Role, query = ''): Promise<PullAnswer> {
  return PullAnswer.parse((await office.as(role)('GET', `pull${query}`)).body);
}

test('a cursor or page size that is not a number in its range is refused', async () => {
  for (const query of [
    'after=-1',
    'after=x',
    'after=1.5',
    `limit=${LIMITS.pullItems + 1}`,
    'limit=',
    'after=99999999999999999',
  ]) {
    expect(problemOf(await office.as('admin')('GET', `pull?${query}`)), query).toBe('400 bad-request');
  }
});

describe('pulling page by page', () => {
  test('gives every change once, in the order of the commits, until the head', async () => {
    const { activity, token } = await anOpenSurvey(office);
    const phone = new FieldDevice(office);
    const items = [
      await phone.answer(activity.id),
      await phone.answer(activity.id),
      await phone.answer(activity.id),
    ];
    await phone.push(token, items);
    await sendEdits(office, 'admin', anEdit('activity', activity.id, { name: 'Baru' }, { baseRevision: 1 }));
    const seen: number[] = [];
    const types: string[] = [];
    const responses: ReadResponse[] = [];
    let cursor = 0;
    for (let page = await pull('admin', '?limit=2'); page.items.length > 0;) {
      expect(page.items.length).toBeLessThanOrEqual(2);
      expect(page.head).toBe(7);
      expect(page.after).toBe(cursor);
      seen.push(...page.items.map(({ seq }) => seq));
      types.push(...page.items.map(({ type }) => type));
      responses.push(...responsesIn(page.items));
      cursor = page.cursor;
      page = await pull('admin', `?after=${cursor}&limit=2`);
    }
    // Number 3 was the activity's creation; its change moved it to the end. Responses of a page come last.
    expect(seen).toEqual([1, 2, 5, 7, 6]);
    expect(types).toEqual(['document', 'document', 'responses', 'document', 'responses']);
    expect(responses.map(({ code }) => code)).toEqual(items.map(({ id }) => id.slice(-8).toUpperCase()));
    expect(cursor).toBe(7);
  });

  test('ends a page where its columns can hold no more, and goes on there', async () => {
    const batch = randomUUIDv7();
    const items = Array.from({ length: 150 }, (_, row) => {
      const id = randomUUIDv7();
      const reference = { id: 'layanan', version: 1, hash: 'c'.repeat(64) };
      const place = { batch, row };
      const response: SurveyResponse = {
        ...{ format: 1, id, agency: office.agency.id, activity: null, questionnaire: reference, place },
        ...{ channel: 'import', answers: {}, profile: { jabatan: `opsi-${row}` }, comment: '', flags: [] },
        ...{ language: 'id', submittedAt: '2026-11-20T05:00:00.000Z', durationMs: 0 },
      };
      const body = JSON.stringify(response);
      const hash = createHash('sha256').update(body).digest('hex');
      return { accepted: true as const, id, hash, body, activity: null, place, submittedAt: 0, marks: [] };
    });
    const { head } = await pull('admin');
    const delivery = { agency: office.agency.id, receivedAt: office.endpoint.now(), contact: null, items };
    await office.storage.responses.deliver(delivery);
    const counts: number[] = [];
    const seen: string[] = [];
    for (let cursor = head; cursor < head + items.length;) {
      const page = await pull('admin', `?after=${cursor}`);
      const responses = responsesIn(page.items);
      counts.push(responses.length);
      seen.push(...responses.map(({ profile }) => profile['jabatan'] ?? ''));
      cursor = page.cursor;
    }
    expect(counts).toEqual([63, 63, 24]);
    expect(seen).toEqual(items.map((_, row) => `opsi-${row}`));
  });

  test('holds few documents at once, each of which is long, and misses none', async () => {
    const audit = { by: office.accountOf('admin'), at: office.endpoint.now() };
    for (let number = 0; number < 501; number += 1) {
      const document = newDocument('activity', { ...anActivity() }, audit);
      await office.storage.documents.write(office.agency.id, document);
    }
    const { head } = await pull('admin');
    const pages: number[][] = [];
    for (let cursor = 0; cursor < head;) {
      const page = await pull('admin', `?after=${cursor}`);
      pages.push(page.items.map(({ seq }) => seq));
      cursor = page.cursor;
    }
    expect(pages.map(({ length }) => length)).toEqual([500, head - 500]);
    expect(pages.flat()).toEqual(Array.from({ length: head }, (_, at) => at + 1));
  });

  test('with nothing new says so and keeps the cursor', async () => {
    const { head } = await pull('admin');
    expect(await pull('admin', `?after=${head}`)).toMatchObject({ items: [], cursor: head, head });
  });

  test('names who changed a document by the account’s present name', async () => {
    const { items } = await pull('admin');
    expect(items[0]).toMatchObject({
      type: 'document',
      changedBy: 'Nama admin',
      changedAt: '2026-11-20T05:00:00.000Z',
    });
  });
});

describe('a respondent’s comment', () => {
  test.each([
    ['admin', 'Bagus sekali'],
    ['protokol', 'Bagus sekali'],
    ['pimpinan', 'Bagus sekali'],
    ['komunikasi', ''],
  ] as const)('as %s reads "%s"', async (role, comment) => {
    const { activity, token } = await anOpenSurvey(office);
    const phone = new FieldDevice(office);
    await phone.push(token, [await phone.answer(activity.id, { comment: 'Bagus sekali' })]);
    const reply = await office.as(role)('GET', 'pull');
    const [response] = responsesIn(PullAnswer.parse(reply.body).items);
    expect(response).toMatchObject({ comment, answers: { waktu: 3, perilaku: 4 } });
    expect(JSON.stringify(reply.body).includes('Bagus sekali')).toBe(comment !== '');
  });
});

test('the endpoint’s mark joins the device’s own flags', async () => {
  const closesAt = '2026-11-20T04:00:00.000Z';
  const { activity, token } = await anOpenSurvey(office, {
    survey: { open: true, closesAt, questionnaire: null },
  });
  const phone = new FieldDevice(office);
  await phone.push(token, [await phone.answer(activity.id, { flags: ['all-same', 'after-close'] })]);
  const { items } = await pull('admin');
  expect(responsesIn(items)).toMatchObject([{ flags: ['all-same', 'after-close'] }]);
});

test('a page is packed for a browser that can unpack it, and says the same', async () => {
  const plain = await office.as('admin')('GET', 'pull');
  for (const [encoding, unpack] of [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    const { cookie } = await openSession(office.endpoint, office.agency, await adminAccount());
    const headers = { cookie: cookie.split(';')[0] ?? '', 'accept-encoding': encoding };
    const answer = await office.office(new Request(`${OFFICE}/api/v1/pull`, { headers }));
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('vary')).toBe('accept-encoding');
    const unpacked = unpack(Buffer.from(await answer.arrayBuffer())).toString();
    expect(JSON.parse(unpacked)).toEqual(plain.body);
  }
});

async function adminAccount() {
  const account = await office.storage.accounts.byUsername(office.agency.id, 'admin');
  if (account === null) throw new Error('There is an admin.');
  return account;
}
