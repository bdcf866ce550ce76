import { randomUUIDv7 } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { HandoverAnswer } from '#protocol/device.ts';
import type { SealedPush } from '#protocol/device.ts';
import { LIMITS } from '#protocol/limits.ts';
import { PushAnswer } from '#protocol/survey.ts';
import type { PushItem } from '#protocol/survey.ts';
import { anEnrolledKiosk, endpointKeyOf, isFromEndpoint } from './signing-kiosk.ts';
import type { SigningKiosk } from './signing-kiosk.ts';
import { anOpenSurvey, FieldDevice, openOffice, outcomes, problemOf } from './stage.ts';
import type { Office, Reply } from './stage.ts';

let office: Office;
let activity: string;
let token: string;
let kiosk: SigningKiosk;

beforeEach(async () => {
  office = await openOffice();
  const survey = await anOpenSurvey(office);
  activity = survey.activity.id;
  token = survey.token;
  kiosk = await anEnrolledKiosk(office, [activity]);
});

function sealed(items: readonly PushItem[], by = kiosk): SealedPush {
  const body = JSON.stringify(by.signedBatch(items));
  return { authorization: `Device ${by.signature(body)}`, body };
}

const bring = (pushes: readonly object[]): Promise<Reply> =>
  office.as('protokol')('POST', 'handover', { protocol: 1, pushes });

function answersOf(reply: Reply): string[][] {
  return HandoverAnswer.parse(reply.body).answers.map(({ answer }) =>
    outcomes({ ...reply, body: PushAnswer.parse(JSON.parse(answer)) }),
  );
}

const stored = (): string[] =>
  [...office.storage.responses.each(office.agency.id, {})].map(({ body }) => body);

describe('a hand-over file', () => {
  test('is taken like pushes by network; its answers are sealed for the tablet', async () => {
    const key = endpointKeyOf(await kiosk.renew());
    const items = [await kiosk.answer(activity), await kiosk.answer(activity), await kiosk.answer(activity)];
    const reply = await bring([sealed(items.slice(0, 2)), sealed(items.slice(2))]);
    expect(answersOf(reply)).toEqual([['stored', 'stored'], ['stored']]);
    expect(stored()).toEqual(items.map(({ body }) => body));
    for (const { device, answer, signature } of HandoverAnswer.parse(reply.body).answers) {
      expect(device).toBe(kiosk.id);
      const headers = new Headers({ 'x-skm-signature': signature });
      expect(isFromEndpoint({ ...reply, headers, text: answer }, key)).toBe(true);
    }
    expect(
      (await office.storage.documents.history(office.agency.id, 'device', kiosk.id)).at(-1),
    ).toMatchObject({
      ...{ by: office.accountOf('protokol'), changes: { broughtByHand: 3 } },
    });
  });

  test('brought twice, or after the network came back, counts nothing twice', async () => {
    const [one, two] = [await kiosk.answer(activity), await kiosk.answer(activity)];
    const file = [sealed([one, two])];
    await kiosk.send([one]);
    expect(answersOf(await bring(file))).toEqual([['same', 'stored']]);
    expect(answersOf(await bring(file))).toEqual([['same', 'same']]);
    expect(stored()).toHaveLength(2);
    expect((await office.storage.devices.list(office.agency.id))[0]?.alarms).toEqual([]);
  });

  test('may hold pushes of several devices, phones among them', async () => {
    const phone = new FieldDevice(office);
    const body = JSON.stringify(phone.batch([await phone.answer(activity)]));
    const other = await anEnrolledKiosk(office, [activity], 'Tablet 2');
    const reply = await bring([
      sealed([await kiosk.answer(activity)]),
      sealed([await other.answer(activity)], other),
      { authorization: `Link ${token}`, body },
    ]);
    expect(answersOf(reply)).toEqual([['stored'], ['stored'], ['stored']]);
  });

  test('with one altered push is refused whole: the push and the reason are named, and nothing is stored', async () => {
    const good = sealed([await kiosk.answer(activity)]);
    const stranger = await anEnrolledKiosk(await openOffice(), [activity]).catch(() => null);
    expect(stranger).toBeNull();
    const second = sealed([await kiosk.answer(activity)]);
    const bad: [string, SealedPush][] = [
      ['signature-wrong', { ...second, body: second.body.replace('"waktu', '"waktv') }],
      ['signature-wrong', { ...second, authorization: good.authorization }],
      ['bad-request', { ...second, body: second.body.slice(0, -20) }],
      ['bad-request', { ...second, body: '{"protocol":1}' }],
      ['wrong-protocol', { ...second, body: second.body.replace('"protocol":1', '"protocol":9') }],
      ['unknown-keys', { ...second, body: second.body.replace('{', '{"extra":1,') }],
      ['device-unknown', { ...second, body: second.body.replace(kiosk.id, randomUUIDv7()) }],
      ['link-altered', { ...second, authorization: `Link ${altered(token)}` }],
      ['link-altered', { ...second, authorization: '' }],
      ['signature-wrong', { ...second, authorization: `Link ${token}` }],
    ];
    for (const [code, push] of bad) {
      const reply = await bring([good, push]);
      expect(problemOf(reply), code).toBe('422 handover-altered');
      expect(reply.body['detail']).toMatch(new RegExp(`^pushes\\[1\\]: ${code}\\.`));
      expect(stored()).toEqual([]);
    }
    expect(answersOf(await bring([good, second]))).toEqual([['stored'], ['stored']]);
  });

  test('of another office is refused', async () => {
    const item = await kiosk.answer(activity);
    const file = sealed([item]);
    const elsewhere = await openOffice();
    const reply = await elsewhere.as('admin')('POST', 'handover', { protocol: 1, pushes: [file] });
    expect(problemOf(reply)).toBe('422 handover-altered');
    expect(reply.body['detail']).toContain('device-unknown');
  });

  test('of a revoked device is received and put aside', async () => {
    await office.as('admin')('POST', `devices/${kiosk.id}/revoke`, { reason: 'hilang' });
    expect(answersOf(await bring([sealed([await kiosk.answer(activity)])]))).toEqual([
      ['quarantined(device-revoked)'],
    ]);
  });

  test('with responses of a lost identity takes them by their own signatures', async () => {
    const old = await kiosk.answer(activity);
    const present = await anEnrolledKiosk(office, [activity]);
    const readBack = { ...old, signature: kiosk.signature(old.body) };
    expect(answersOf(await bring([sealed([readBack], present)]))).toEqual([['stored']]);
  });

  test('may be as large as five thousand responses, which no other body may', async () => {
    const pushes: SealedPush[] = [];
    for (let push = 0; push < 50; push += 1) {
      const items = [];
      for (let item = 0; item < 100; item += 1) items.push(await kiosk.answer(activity));
      pushes.push(sealed(items));
    }
    expect(JSON.stringify(pushes).length).toBeGreaterThan(20 * LIMITS.batchBytes);
    const reply = await bring(pushes);
    expect(
      answersOf(reply)
        .flat()
        .filter((outcome) => outcome === 'stored'),
    ).toHaveLength(5000);
    const edits = await office.as('admin')('POST', 'edits', { protocol: 1, edits: [], pad: pushes });
    expect(problemOf(edits)).toBe('413 too-large');
  }, 60_000);

  test('larger than that is refused', async () => {
    const pad = 'x'.repeat(LIMITS.handoverBytes);
    expect(problemOf(await office.as('admin')('POST', 'handover', { pad }))).toBe('413 too-large');
  });

  test('without a push is refused', async () => {
    expect(problemOf(await bring([]))).toBe('400 bad-request');
  });
});

/** With another letter, not at the end, where some stand for the same bytes. */
function altered(text: string): string {
  return `${text.slice(0, -5)}${text.at(-5) === 'A' ? 'B' : 'A'}${text.slice(-4)}`;
}
