import { randomUUIDv7 } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { QuarantineAnswer } from '#protocol/device.ts';
import type { QuarantineItem } from '#protocol/device.ts';
import type { PushItem } from '#protocol/survey.ts';
import { anEnrolledKiosk } from './signing-kiosk.ts';
import { responsesIn } from './responses-in.ts';
import type { SigningKiosk } from './signing-kiosk.ts';
import {
  anActivity,
  anEdit,
  anOpenSurvey,
  openOffice,
  outcomes,
  problemOf,
  records,
  sendEdits,
} from './stage.ts';
import type { Office, Reply } from './stage.ts';

let office: Office;
let activity: string;
let kiosk: SigningKiosk;

beforeEach(async () => {
  office = await openOffice();
  activity = (await anOpenSurvey(office)).activity.id;
  kiosk = await anEnrolledKiosk(office, [activity]);
});

async function listed(): Promise<QuarantineItem[]> {
  return QuarantineAnswer.parse((await office.as('protokol')('GET', 'quarantine')).body).items;
}

async function judge(
  item: PushItem | undefined,
  decision: string,
  reason = 'sudah diperiksa',
): Promise<Reply> {
  const found = (await listed()).find(({ body }) => body === item?.body);
  return office.as('protokol')('POST', `quarantine/${found?.id ?? randomUUIDv7()}`, { decision, reason });
}

function storedBodies(): string[] {
  return [...office.storage.responses.each(office.agency.id, {})].map(({ body }) => body);
}

async function asideOfRevoked(): Promise<PushItem> {
  await office.as('admin')('POST', `devices/${kiosk.id}/revoke`, { reason: 'hilang' });
  const item = await kiosk.answer(activity);
  await kiosk.send([item]);
  return item;
}

describe('an item put aside', () => {
  test('names its device, its number and, once judged, who decided what and why', async () => {
    const item = await asideOfRevoked();
    expect(await listed()).toMatchObject([
      { item: item.id, code: 'device-revoked', device: kiosk.id, sequence: 1, judged: null },
    ]);
    await judge(item, 'refused', 'diisi oleh pencuri');
    const [shown] = await listed();
    expect(shown?.judged).toEqual({
      ...{ decision: 'refused', reason: 'diisi oleh pencuri', by: 'Nama protokol' },
      at: '2026-11-20T05:00:00.000Z',
    });
    expect(
      await office.storage.documents.history(office.agency.id, 'quarantine', shown?.id ?? ''),
    ).toMatchObject([
      { by: office.accountOf('protokol'), changes: { decision: 'refused', reason: 'diisi oleh pencuri' } },
    ]);
  });

  test('accepted is counted from then on, and pulled by every office', async () => {
    const item = await asideOfRevoked();
    expect((await judge(item, 'accepted')).status).toBe(200);
    expect(storedBodies()).toEqual([item.body]);
    const { body } = await office.as('pimpinan')('GET', 'pull');
    expect(responsesIn(records(body['items'])).map(({ code }) => code)).toEqual([
      item.id.slice(-8).toUpperCase(),
    ]);
    expect(await listed()).toMatchObject([{ judged: { decision: 'accepted' } }]);
    const [device] = await office.storage.devices.list(office.agency.id);
    expect(device).toMatchObject({ highest: 1, stored: 1, missing: [] });
    expect(outcomes(await kiosk.send([item]))).toEqual(['same']);
    expect((await judge(item, 'accepted')).status).toBe(200);
    expect(storedBodies()).toHaveLength(1);
  });

  test('refused is never counted, also when its sender may send again; a mistake can be put right', async () => {
    const item = await kiosk.answer(activity, { channel: 'link' });
    const later = await kiosk.answer(randomUUIDv7());
    await kiosk.send([item, later]);
    const known = anActivity({ id: records([JSON.parse(later.body)])[0]?.['activity'] as string });
    await judge(later, 'refused');
    await sendEdits(office, 'admin', anEdit('activity', known.id, known));
    const to = { label: 'T', activities: [known.id] };
    await office.as('admin')('POST', `devices/${kiosk.id}/activities`, to);
    expect(outcomes(await kiosk.send([later]))).toEqual(['quarantined(unknown-activity)']);
    expect(storedBodies()).toEqual([]);
    expect((await judge(later, 'accepted')).status).toBe(200);
    expect(problemOf(await judge(later, 'refused'))).toBe('400 bad-request');
    expect(storedBodies()).toEqual([later.body]);
  });

  test('of a cloned tablet is accepted although its number is taken: two people answered', async () => {
    const one = await kiosk.answer(activity);
    kiosk.sequence = 0;
    kiosk.lastHash = '0'.repeat(64);
    const [otherOne, otherTwo] = [await kiosk.answer(activity), await kiosk.answer(activity)];
    expect(outcomes(await kiosk.send([one, otherOne, otherTwo]))).toEqual([
      ...['stored', 'quarantined(sequence-taken)', 'quarantined(broken-chain)'],
    ]);
    for (const item of [otherOne, otherTwo]) expect((await judge(item, 'accepted')).status).toBe(200);
    expect(storedBodies().sort()).toEqual([one.body, otherOne.body, otherTwo.body].sort());
    const [device] = await office.storage.devices.list(office.agency.id);
    expect(device).toMatchObject({ highest: 2, stored: 2, missing: [] });
  });

  test('is not accepted when its id is counted with another content', async () => {
    const id = randomUUIDv7();
    await kiosk.send([await kiosk.answer(activity, { id })]);
    const other = await kiosk.answer(activity, { id, comment: 'lain' });
    await kiosk.send([other]);
    expect(problemOf(await judge(other, 'accepted'))).toBe('400 bad-request');
    expect(storedBodies()).toHaveLength(1);
  });

  test('is not accepted when it cannot be counted; the reason is named', async () => {
    const good = await kiosk.answer(activity);
    const items: [string, PushItem][] = [
      ['invalid-json', { ...good, id: randomUUIDv7(), body: '{"format":1' }],
      ['invalid-response', { ...good, id: randomUUIDv7(), body: '{"format":1}' }],
      ['foreign-agency', await kiosk.answer(activity, { agency: randomUUIDv7() })],
      ['unknown-activity', await kiosk.answer(randomUUIDv7())],
      ['unknown-activity', await kiosk.answer(null)],
      ['answers-do-not-fit', await kiosk.answer(activity, { answers: { unheard: 3 } })],
    ];
    await kiosk.send(items.map(([, item]) => item));
    for (const [code, item] of items) {
      const refusal = await judge(item, 'accepted');
      expect(problemOf(refusal)).toBe('400 bad-request');
      expect(refusal.body['detail']).toContain(code);
    }
    expect(storedBodies()).toEqual([]);
    expect((await listed()).every(({ judged }) => judged === null)).toBe(true);
  });

  test('named by another id or hash is accepted as what it is', async () => {
    const [one, two] = [await kiosk.answer(activity), await kiosk.answer(activity)];
    await kiosk.send([
      { ...one, id: randomUUIDv7() },
      { ...two, hash: 'f'.repeat(64) },
    ]);
    for (const item of [one, two]) expect((await judge(item, 'accepted')).status).toBe(200);
    expect(storedBodies()).toEqual([one.body, two.body]);
    expect(outcomes(await kiosk.send([one, two]))).toEqual(['same', 'same']);
  });

  test('that is not there is told so', async () => {
    expect(problemOf(await judge(undefined, 'accepted'))).toBe('404 not-found');
    const bad = await office.as('admin')('POST', 'quarantine/none', { decision: 'refused', reason: 'x' });
    expect(problemOf(bad)).toBe('404 not-found');
  });
});
