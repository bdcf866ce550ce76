import { createHash, randomUUIDv7 } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { EnrolmentCodeAnswer } from '#protocol/device.ts';
import { DeviceAnswer } from '#protocol/survey.ts';
import { aCode, anEnrolledKiosk, endpointKeyOf, isFromEndpoint, SigningKiosk } from './signing-kiosk.ts';
import { anActivity, anEdit, anOpenSurvey, NOON, openOffice, problemOf, sendEdits, SURVEY } from './stage.ts';
import type { Office } from './stage.ts';

const MINUTE = 60_000;
let office: Office;
let activity: string;

beforeEach(async () => {
  office = await openOffice();
  activity = (await anOpenSurvey(office)).activity.id;
});

async function anotherActivity(): Promise<string> {
  const other = anActivity({ name: 'Audiensi' });
  await sendEdits(office, 'admin', anEdit('activity', other.id, other));
  return other.id;
}

describe('a code', () => {
  test('is given as text and as an address, for ten minutes, and only its hash is kept', async () => {
    const { body } = await office.as('protokol')('POST', 'devices/codes', {
      ...{ label: 'Tablet 1', activities: [activity] },
    });
    const { code, url, expiresAt } = EnrolmentCodeAnswer.parse(body);
    expect(code).toMatch(/^1-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(url).toBe(`${SURVEY}/#e=${code}`);
    expect(Date.parse(expiresAt)).toBe(NOON + 10 * MINUTE);
    const hash = createHash('sha256').update(code).digest('hex');
    const history = await office.storage.documents.history(office.agency.id, 'enrolment-code', hash);
    expect(history).toMatchObject([{ by: office.accountOf('protokol'), changes: { label: 'Tablet 1' } }]);
    expect(JSON.stringify(history) + office.log.join('')).not.toContain(code.slice(2));
  });

  test('is not made for an activity that is not here, nor for none', async () => {
    const make = (activities: string[]) =>
      office.as('admin')('POST', 'devices/codes', { label: 'T', activities });
    expect(problemOf(await make([activity, randomUUIDv7()]))).toBe('404 activity-unknown');
    expect(problemOf(await make([]))).toBe('400 bad-request');
  });
});

describe('enrolling', () => {
  test('gives a name, an epoch, the events in their order, and the key that signs answers', async () => {
    const second = await anotherActivity();
    const kiosk = new SigningKiosk(office);
    const answered = await kiosk.enrol(await aCode(office, [second, activity]));
    const answer = DeviceAnswer.parse(answered.body);
    expect(answer).toMatchObject({ label: 'Tablet 1', epoch: 1, agency: { id: office.agency.id } });
    expect(answer.activities.map(({ id }) => id)).toEqual([second, activity]);
    expect(isFromEndpoint(answered, answer.endpointKey)).toBe(true);
    expect(await office.storage.documents.history(office.agency.id, 'device', kiosk.id)).toMatchObject([
      { by: 'endpoint', changes: { label: 'Tablet 1', epoch: 1 } },
    ]);
  });

  test('asked again by the same tablet after a lost answer gives the same answer', async () => {
    const kiosk = new SigningKiosk(office);
    const code = await aCode(office, [activity]);
    const first = await kiosk.enrol(code);
    office.clock.now += 9 * MINUTE;
    const again = await kiosk.enrol(code);
    const answer = (reply: typeof first) => ({ ...DeviceAnswer.parse(reply.body), serverTime: '' });
    expect(answer(again)).toEqual(answer(first));
    office.clock.now += 2 * MINUTE;
    expect(problemOf(await kiosk.enrol(code))).toBe('410 code-expired');
  });

  test('works once: neither another tablet nor the same one with another key gets in with a used code', async () => {
    const code = await aCode(office, [activity]);
    const kiosk = new SigningKiosk(office);
    await kiosk.enrol(code);
    const other = new SigningKiosk(office);
    expect(problemOf(await other.enrol(code))).toBe('409 code-used');
    const thief = await other.post('device/enrol', other.enrolment(code, { device: kiosk.id }));
    expect(problemOf(thief)).toBe('409 code-used');
  });

  test('of two tablets that use one code at the same moment one gets in', async () => {
    const code = await aCode(office, [activity]);
    const tries = await Promise.all(
      [new SigningKiosk(office), new SigningKiosk(office)].map((k) => k.enrol(code)),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('after ten minutes is refused, and so is a code that nobody made', async () => {
    const code = await aCode(office, [activity]);
    office.clock.now += 10 * MINUTE + 1;
    expect(problemOf(await new SigningKiosk(office).enrol(code))).toBe('410 code-expired');
    for (const wrong of ['1-0000-0000', '2-0000-0000'])
      expect(problemOf(await new SigningKiosk(office).enrol(wrong))).toBe('401 code-wrong');
    expect(problemOf(await new SigningKiosk(office).enrol('1-OOOO-0000'))).toBe('400 bad-request');
  });

  test('does not burn the code when the body was not signed with the key in it', async () => {
    const code = await aCode(office, [activity]);
    const [kiosk, other] = [new SigningKiosk(office), new SigningKiosk(office)];
    const body = kiosk.enrolment(code);
    const foreign = other.signature(JSON.stringify(body));
    expect(problemOf(await kiosk.post('device/enrol', body, undefined, foreign))).toBe('401 signature-wrong');
    const offCurve = `B${'A'.repeat(86)}`;
    expect(problemOf(await kiosk.post('device/enrol', { ...body, publicKey: offCurve }))).toBe(
      '400 bad-request',
    );
    expect((await kiosk.enrol(code)).status).toBe(200);
  });

  test('under a name that is in use makes the next epoch of it', async () => {
    await anEnrolledKiosk(office, [activity], 'Tablet 1');
    await anEnrolledKiosk(office, [activity], 'Tablet 2');
    const second = await new SigningKiosk(office).enrol(await aCode(office, [activity], 'Tablet 1'));
    expect(DeviceAnswer.parse(second.body).epoch).toBe(2);
  });

  test('with another code keeps the identity and takes name and events of that code', async () => {
    const kiosk = await anEnrolledKiosk(office, [activity]);
    const other = await anotherActivity();
    const { body } = await kiosk.enrol(await aCode(office, [other], 'Tablet 9'));
    expect(DeviceAnswer.parse(body)).toMatchObject({
      label: 'Tablet 9',
      epoch: 1,
      activities: [{ id: other }],
    });
    expect((await office.storage.devices.list(office.agency.id)).length).toBe(1);
    expect((await office.storage.devices.activities(office.agency.id, kiosk.id)).ever.sort()).toEqual(
      [activity, other].sort(),
    );
  });

  test('never gives an identity that somebody else has', async () => {
    const kiosk = await anEnrolledKiosk(office, [activity]);
    const thief = new SigningKiosk(office);
    const code = await aCode(office, [activity]);
    const stolen = await thief.post('device/enrol', thief.enrolment(code, { device: kiosk.id }));
    expect(problemOf(stolen)).toBe('400 bad-request');
    expect((await thief.enrol(code)).status).toBe(200);
  });
});

describe('guessing at codes', () => {
  const guess = (network: string) => new SigningKiosk(office).enrol('1-0000-0000', network);

  test('is slowed down for its own network, while a tablet elsewhere with the right code gets in', async () => {
    for (let tries = 0; tries < 21; tries += 1)
      expect(problemOf(await guess('10.0.0.1'))).toBe('401 code-wrong');
    const held = await guess('10.0.0.1');
    expect(problemOf(held)).toBe('429 too-many-attempts');
    expect(Number(held.headers.get('retry-after'))).toBe(1);
    const code = await aCode(office, [activity]);
    expect(problemOf(await new SigningKiosk(office).enrol(code, '10.0.0.1'))).toBe('429 too-many-attempts');
    expect((await new SigningKiosk(office).enrol(code, '10.0.0.2')).status).toBe(200);
    office.clock.now += 1000;
    expect(problemOf(await guess('10.0.0.1'))).toBe('401 code-wrong');
  });

  test('from many networks is slowed down over all of them, but nobody who never guessed waits', async () => {
    for (let tries = 0; tries < 301; tries += 1) await guess(`10.1.${tries >> 4}.1`);
    expect(problemOf(await guess('10.1.0.1'))).toBe('429 too-many-attempts');
    const code = await aCode(office, [activity]);
    expect((await new SigningKiosk(office).enrol(code, '10.2.0.1')).status).toBe(200);
  });

  test('leaves everybody else behind the same address alone', async () => {
    const { token } = await anOpenSurvey(office);
    const kiosk = await anEnrolledKiosk(office, [activity]);
    for (let tries = 0; tries < 30; tries += 1) await guess('10.0.0.1');
    const link = new Request(`${SURVEY}/api/v1/link`, { headers: { authorization: `Link ${token}` } });
    expect((await office.survey(link, '10.0.0.1')).status).toBe(200);
    const sent = await kiosk.post('push', kiosk.signedBatch([await kiosk.answer(activity)]), '10.0.0.1');
    expect(sent.status).toBe(200);
  });

  test('tablets with right codes never use the tries up', async () => {
    for (let tablet = 0; tablet < 40; tablet += 1) {
      const code = await aCode(office, [activity], `Tablet ${tablet}`);
      expect((await new SigningKiosk(office).enrol(code, '10.0.0.1')).status).toBe(200);
    }
  });

  test('leaves no address in the log', async () => {
    for (let tries = 0; tries < 25; tries += 1) await guess('203.0.113.7');
    expect(office.log.join('')).toContain('too-many-attempts');
    expect(office.log.join('')).not.toContain('203.0.113');
  });
});

describe('renewing', () => {
  test('tells the events as they are now, signed', async () => {
    const kiosk = await anEnrolledKiosk(office, [activity]);
    const first = await kiosk.renew();
    const other = await anotherActivity();
    await office.as('protokol')('POST', `devices/${kiosk.id}/activities`, {
      ...{ label: 'Pintu timur', activities: [other] },
    });
    const renewed = await kiosk.renew();
    expect(DeviceAnswer.parse(renewed.body)).toMatchObject({
      ...{ label: 'Pintu timur', epoch: 1, activities: [{ id: other }] },
    });
    expect(endpointKeyOf(renewed)).toBe(endpointKeyOf(first));
    expect(isFromEndpoint(renewed, endpointKeyOf(first))).toBe(true);
    expect(isFromEndpoint(first, endpointKeyOf(first))).toBe(true);
  });

  test('leaves out an event that was deleted, and goes on with none', async () => {
    const kiosk = await anEnrolledKiosk(office, [activity]);
    const deletion = anEdit('activity', activity, {}, { baseRevision: 1, delete: true });
    await sendEdits(office, 'admin', deletion);
    expect(DeviceAnswer.parse((await kiosk.renew()).body).activities).toEqual([]);
  });

  test('is refused for a device that was never enrolled, for a foreign signature and for a revoked one', async () => {
    const kiosk = await anEnrolledKiosk(office, [activity]);
    expect(problemOf(await new SigningKiosk(office).renew())).toBe('401 device-unknown');
    expect(problemOf(await new SigningKiosk(office).renew({ device: kiosk.id }))).toBe('401 signature-wrong');
    await office.as('admin')('POST', `devices/${kiosk.id}/revoke`, { reason: 'hilang' });
    expect(problemOf(await kiosk.renew())).toBe('401 device-revoked');
  });

  test('notes version and contact', async () => {
    const kiosk = await anEnrolledKiosk(office, [activity]);
    office.clock.now += 5000;
    await kiosk.renew();
    const [device] = await office.storage.devices.list(office.agency.id);
    expect(device).toMatchObject({ appVersion: '1.1.0', lastSeenAt: NOON + 5000 });
  });
});
