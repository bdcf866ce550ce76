import { randomUUIDv7 } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { PushAnswer } from '#protocol/survey.ts';
import { aCode, anEnrolledKiosk, endpointKeyOf, isFromEndpoint, SigningKiosk } from './signing-kiosk.ts';
import {
  anActivity,
  anEdit,
  anOpenSurvey,
  FieldDevice,
  openOffice,
  outcomes,
  problemOf,
  sendEdits,
} from './stage.ts';
import type { Office } from './stage.ts';

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

async function summary(device: string) {
  return (await office.storage.devices.list(office.agency.id)).find(({ id }) => id === device);
}

const revoke = (device: string) =>
  office.as('protokol')('POST', `devices/${device}/revoke`, { reason: 'tablet hilang' });

describe('a signed batch', () => {
  test('is stored, and its answer is signed by the endpoint', async () => {
    const key = endpointKeyOf(await kiosk.renew());
    const answered = await kiosk.send([await kiosk.answer(activity), await kiosk.answer(activity)]);
    expect(outcomes(answered)).toEqual(['stored', 'stored']);
    expect(PushAnswer.parse(answered.body)).toMatchObject({
      ledger: { highest: 2, missing: [] },
      backedUp: 0,
    });
    expect(isFromEndpoint(answered, key)).toBe(true);
    expect(isFromEndpoint({ ...answered, text: answered.text.replace('stored', 'same') }, key)).toBe(false);
  });

  test('without items only tells how things stand', async () => {
    const state = { persisted: false, journal: 'opfs' as const, oldestUnsentAt: null, kept: 7 };
    const answered = await kiosk.send([], { unsent: 0, nextSequence: 5, state });
    expect(PushAnswer.parse(answered.body)).toMatchObject({ results: [], ledger: { highest: 0 } });
    expect(await summary(kiosk.id)).toMatchObject({ state, announcedNext: 5, unsent: 0, epoch: 1 });
  });

  test('with one bit changed, or signed by somebody else, is refused whole and nothing is stored', async () => {
    const body = kiosk.signedBatch([await kiosk.answer(activity)]);
    const right = kiosk.signature(JSON.stringify(body));
    const flipped = `${right.slice(0, 40)}${right[40] === 'A' ? 'B' : 'A'}${right.slice(41)}`;
    const foreign = new SigningKiosk(office).signature(JSON.stringify(body));
    for (const signature of [flipped, foreign, '', right.slice(1), 'A'.repeat(86)])
      expect(problemOf(await kiosk.post('push', body, undefined, signature))).toBe('401 signature-wrong');
    const changed = { ...body, device: { ...body.device, unsent: body.device.unsent + 1 } };
    expect(problemOf(await kiosk.post('push', changed, undefined, right))).toBe('401 signature-wrong');
    expect([...office.storage.responses.each(office.agency.id, {})]).toEqual([]);
    expect((await kiosk.post('push', body, undefined, right)).status).toBe(200);
  });

  test('of a device that was never enrolled is refused', async () => {
    const stranger = new SigningKiosk(office);
    expect(problemOf(await stranger.send([await stranger.answer(activity)]))).toBe('401 device-unknown');
  });

  test('is taken for every event the kiosk was ever sent to, and for no other', async () => {
    const others = [anActivity(), anActivity()];
    await sendEdits(office, 'admin', ...others.map((other) => anEdit('activity', other.id, other)));
    const [next, never] = others.map(({ id }) => id);
    if (next === undefined || never === undefined) throw new Error('Two activities were made.');
    await kiosk.enrol(await aCode(office, [next]));
    const items = [await kiosk.answer(activity), await kiosk.answer(next), await kiosk.answer(never)];
    expect(outcomes(await kiosk.send(items))).toEqual([
      'stored',
      'stored',
      'quarantined(not-covered-by-link)',
    ]);
  });

  test('carries answers of the kiosk channel only', async () => {
    const item = await kiosk.answer(activity, { channel: 'link' });
    expect(outcomes(await kiosk.send([item]))).toEqual(['quarantined(not-covered-by-link)']);
  });

  test('cannot be sent in the kiosk’s name by a phone with a link', async () => {
    const phone = new FieldDevice(office);
    const item = await phone.answer(activity);
    const answered = await phone.push(token, [item], { id: kiosk.id });
    expect(problemOf(answered)).toBe('401 signature-wrong');
    expect(await summary(kiosk.id)).toMatchObject({ stored: 0, label: 'Tablet 1' });
  });
});

describe('a revoked device', () => {
  test('is still listened to, but everything is put aside', async () => {
    await kiosk.send([await kiosk.answer(activity)]);
    expect((await revoke(kiosk.id)).status).toBe(200);
    const answered = await kiosk.send([await kiosk.answer(activity)]);
    expect(outcomes(answered)).toEqual(['quarantined(device-revoked)']);
    expect(PushAnswer.parse(answered.body).ledger).toEqual({ highest: 2, missing: [], missingCount: 0 });
    expect(await summary(kiosk.id)).toMatchObject({ stored: 1, revokedAt: office.clock.now });
    expect(await office.storage.documents.history(office.agency.id, 'device', kiosk.id)).toMatchObject([
      { by: 'endpoint' },
      { by: office.accountOf('protokol'), changes: { revoked: true, reason: 'tablet hilang' } },
    ]);
  });

  test('cannot come back with another code; a new identity can', async () => {
    await revoke(kiosk.id);
    const code = await aCode(office, [activity]);
    expect(problemOf(await kiosk.enrol(code))).toBe('401 device-revoked');
    expect((await new SigningKiosk(office).enrol(code)).status).toBe(200);
  });

  test('what came before stays "same"', async () => {
    const item = await kiosk.answer(activity);
    await kiosk.send([item]);
    await revoke(kiosk.id);
    expect(outcomes(await kiosk.send([item]))).toEqual(['same']);
  });
});

describe('a response of a lost identity of the same tablet', () => {
  let renewed: SigningKiosk;
  beforeEach(async () => {
    renewed = await anEnrolledKiosk(office, [activity]);
  });

  test('is taken with that identity’s own signature, as if that identity had sent it', async () => {
    const [one, two] = [await kiosk.answer(activity), await kiosk.answer(activity)];
    await kiosk.send([one]);
    const readBack = [one, two].map((item) => ({ ...item, signature: kiosk.signature(item.body) }));
    const own = await renewed.answer(activity);
    expect(outcomes(await renewed.send([readBack[0] ?? one, own, readBack[1] ?? two]))).toEqual([
      ...['same', 'stored', 'stored'],
    ]);
    expect(await summary(kiosk.id)).toMatchObject({ highest: 2, stored: 2, missing: [] });
    expect(await summary(renewed.id)).toMatchObject({ highest: 1, stored: 1, missing: [] });
  });

  test('is put aside without a signature, with another one, and for an identity nobody enrolled', async () => {
    const stranger = new SigningKiosk(office);
    const [bare, forged, unknown] = [
      await kiosk.answer(activity),
      await kiosk.answer(activity),
      await stranger.answer(activity),
    ];
    const items = [
      bare,
      { ...forged, signature: renewed.signature(forged.body) },
      { ...unknown, signature: stranger.signature(unknown.body) },
    ];
    expect(outcomes(await renewed.send(items))).toEqual(items.map(() => 'quarantined(signature-wrong)'));
  });

  test('is judged by what that identity may send: its revocation, its events, its chain', async () => {
    const signed = (item: Awaited<ReturnType<SigningKiosk['answer']>>) => ({
      ...item,
      signature: kiosk.signature(item.body),
    });
    const foreign = await kiosk.answer(activity, {
      place: { device: kiosk.id, sequence: 1, previousHash: 'f'.repeat(64) },
    });
    expect(outcomes(await renewed.send([signed(foreign)]))).toEqual(['quarantined(broken-chain)']);
    await revoke(kiosk.id);
    expect(outcomes(await renewed.send([signed(await kiosk.answer(activity))]))).toEqual([
      'quarantined(device-revoked)',
    ]);
    expect(outcomes(await renewed.send([await renewed.answer(activity)]))).toEqual(['stored']);
  });
});

describe('an alarm', () => {
  const alarms = async (device = kiosk.id) =>
    (await summary(device))?.alarms.map(({ kind, detail }) => `${kind}: ${detail}`);

  test('rings when one contact number comes with two nonces: a cloned tablet', async () => {
    await kiosk.renew();
    kiosk.contacts = 0;
    const answered = await kiosk.send([await kiosk.answer(activity)]);
    expect(outcomes(answered)).toEqual(['stored']);
    expect(await alarms()).toEqual(['identity-twice: contact 1']);
  });

  test('does not ring for a repeated request, nor for a number that comes late', async () => {
    kiosk.contacts = 4;
    const five = kiosk.signedBatch([]);
    kiosk.contacts = 1;
    for (const body of [five, five, kiosk.signedBatch([])])
      expect((await kiosk.post('push', body)).status).toBe(200);
    expect(await alarms()).toEqual([]);
  });

  test('rings when one number of the ledger comes with two responses', async () => {
    const one = await kiosk.answer(activity);
    kiosk.sequence = 0;
    kiosk.lastHash = '0'.repeat(64);
    const other = await kiosk.answer(activity);
    await kiosk.send([one]);
    expect(outcomes(await kiosk.send([other]))).toEqual(['quarantined(sequence-taken)']);
    expect(await alarms()).toEqual(['identity-twice: number 1']);
  });

  test('rings when one id comes with two contents', async () => {
    const id = randomUUIDv7();
    await kiosk.send([await kiosk.answer(activity, { id })]);
    const other = await kiosk.answer(activity, { id, comment: 'lain' });
    expect(outcomes(await kiosk.send([other]))).toEqual(['conflict']);
    expect(await alarms()).toEqual(['id-conflict: number 2']);
  });

  test('rings once until it is settled with a reason, and again when it happens again', async () => {
    const clash = async () => {
      await kiosk.renew();
      kiosk.contacts -= 1;
      await kiosk.renew();
    };
    await clash();
    await clash();
    expect(await alarms()).toEqual(['identity-twice: contact 1']);
    const id = (await summary(kiosk.id))?.alarms[0]?.id ?? '';
    const settle = (device: string) =>
      office.as('protokol')('POST', `devices/${device}/alarms/${id}`, { reason: 'klon dihapus' });
    expect(problemOf(await settle(randomUUIDv7()))).toBe('404 not-found');
    expect((await settle(kiosk.id)).status).toBe(200);
    expect(problemOf(await settle(kiosk.id))).toBe('404 not-found');
    expect(await alarms()).toEqual([]);
    expect(
      (await office.storage.documents.history(office.agency.id, 'device', kiosk.id)).at(-1),
    ).toMatchObject({
      ...{ by: office.accountOf('protokol'), changes: { settled: id, reason: 'klon dihapus' } },
    });
    await clash();
    expect(await alarms()).toHaveLength(1);
  });
});

describe('the office’s list of devices', () => {
  test('says since when a number has been missing', async () => {
    const items = [];
    for (let count = 0; count < 4; count += 1) items.push(await kiosk.answer(activity));
    const [one, two, three, four] = items;
    if (!one || !two || !three || !four) throw new Error('Four answers were given.');
    await kiosk.send([one]);
    office.clock.now += 1000;
    await kiosk.send([three]);
    const since = office.clock.now;
    office.clock.now += 1000;
    await kiosk.send([four]);
    expect(await summary(kiosk.id)).toMatchObject({ missing: [2], missingSince: since });
    await kiosk.send([two]);
    expect(await summary(kiosk.id)).toMatchObject({ missing: [], missingSince: null });
  });

  test('shows every kiosk with its events; a revocation or sending of one that is not there is refused', async () => {
    const { body } = await office.as('pimpinan')('GET', 'devices');
    expect(body['devices']).toMatchObject([
      { id: kiosk.id, activities: [activity], revokedAt: null, epoch: 1 },
    ]);
    const nobody = randomUUIDv7();
    expect(problemOf(await revoke(nobody))).toBe('404 not-found');
    const to = { label: 'X', activities: [activity] };
    expect(problemOf(await office.as('admin')('POST', `devices/${nobody}/activities`, to))).toBe(
      '404 not-found',
    );
    const unknown = { label: 'X', activities: [nobody] };
    expect(problemOf(await office.as('admin')('POST', `devices/${kiosk.id}/activities`, unknown))).toBe(
      '404 activity-unknown',
    );
  });
});
