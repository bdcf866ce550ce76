import { beforeEach, describe, expect, test } from 'vitest';
import { kioskContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { noteRefusal } from '#local/survey/identity.ts';
import { kioskStanding } from '#local/survey/senders.ts';
import { enrolKiosk, isEnrolledBy, renewKiosk } from '#sync/kiosk-open.ts';
import { freshBrowser } from '../local/fresh.ts';
import { AGENCY, CODE } from '../local/survey-scene.ts';
import { FakeClock } from './fake-clock.ts';
import { SurveyEndpoint } from './survey-endpoint.ts';
import type { Fault } from './survey-endpoint.ts';

let db: SurveyDatabase;
let endpoint: SurveyEndpoint;
beforeEach(async () => {
  db = await openSurveyDatabase(freshBrowser());
  endpoint = new SurveyEndpoint();
  endpoint.codes.set(CODE, null);
});

const enrol = (code = CODE) =>
  enrolKiosk(db, code, '1.2.3', { fetch: endpoint.fetch, clock: new FakeClock() });
const renew = () => renewKiosk(db, '1.2.3', { fetch: endpoint.fetch, clock: new FakeClock() });

describe('an enrolment', () => {
  test('exchanges the code for an identity that the endpoint can verify', async () => {
    const kiosk = await enrol();
    expect(kiosk).toMatchObject({ mode: 'kiosk', agency: AGENCY, label: 'Tablet 2' });
    expect(endpoint.codes.get(CODE)).toBe(kiosk.device);
    const [{ path, text }] = endpoint.asked as [(typeof endpoint.asked)[0]];
    expect(path).toBe('device/enrol');
    expect(JSON.parse(text)).toEqual({
      ...{ protocol: 1, code: CODE, device: kiosk.device, appVersion: '1.2.3' },
      publicKey: endpoint.store.keys.get(kiosk.device),
    });
    expect(await isEnrolledBy(db, CODE)).toBe(true);
    expect(await isEnrolledBy(db, '1-AAAA-BBBB')).toBe(false);
  });

  test('whose answer is lost does not burn the code', async () => {
    endpoint.faults = ['answer-lost', 'unreachable'];
    await expect(enrol()).rejects.toMatchObject({ code: 'unreachable' });
    await expect(enrol()).rejects.toMatchObject({ code: 'unreachable' });
    expect((await enrol()).device).toBe(endpoint.codes.get(CODE));
    expect(endpoint.store.keys.size).toBe(1);
  });

  test.each<[Fault, string]>([
    ['code-expired', 'code-expired'],
    ['code-used', 'code-used'],
    ['too-many-attempts', 'too-many-attempts'],
    ['unreachable', 'unreachable'],
    ['unsigned', 'not-ours'],
    ['signed-by-a-stranger', 'not-ours'],
  ])('that meets %s says so and makes no kiosk', async (fault, code) => {
    endpoint.faults = [fault];
    await expect(enrol()).rejects.toMatchObject({ code });
    expect(await kioskContext(db)).toBeNull();
    expect(await kioskStanding(db)).toBe('none');
  });

  test.each(['device-revoked', 'bad-request'] as const)(
    'of an identity that can not be enrolled (%s) goes on with a new one, by the same code',
    async (fault) => {
      const { device } = await enrol();
      await noteRefusal(db, device, 'device-unknown');
      endpoint.codes.set('1-AAAA-BBBB', null);
      endpoint.faults = [fault];
      const again = await enrol('1-AAAA-BBBB');
      expect(again.device).not.toBe(device);
      expect(endpoint.codes.get('1-AAAA-BBBB')).toBe(again.device);
      expect(await kioskStanding(db)).toBe('enrolled');
    },
  );

  test('by a wrong code leaves the kiosk that there is as it is', async () => {
    const kiosk = await enrol();
    await expect(enrol('1-AAAA-BBBB')).rejects.toMatchObject({ code: 'code-wrong' });
    expect(await kioskContext(db)).toEqual(kiosk);
    expect(await kioskStanding(db)).toBe('enrolled');
    expect(await db.read(['identities'], ({ identities }) => identities.count())).toBe(1);
  });
});

describe('a renewal', () => {
  test('is signed and counted', async () => {
    const { device } = await enrol();
    expect(await renew()).toMatchObject({ device });
    expect(await renew()).toMatchObject({ device });
    const contacts = endpoint.asked.slice(1).map(({ text }) => JSON.parse(text).contact);
    expect(contacts.map(({ number }) => number)).toEqual([1, 2]);
    expect(contacts[0].nonce).not.toBe(contacts[1].nonce);
    expect(endpoint.store.alarms).toEqual([]);
  });

  test('that is refused because the office has withdrawn the device is remembered until it is taken again', async () => {
    const { device } = await enrol();
    endpoint.store.revoked.add(device);
    await expect(renew()).rejects.toMatchObject({ code: 'device-revoked' });
    expect(await kioskStanding(db)).toBe('revoked');
    endpoint.store.revoked.delete(device);
    await renew();
    expect(await kioskStanding(db)).toBe('enrolled');
  });

  test('by an endpoint that does not know the device any more calls for a new code', async () => {
    const { device } = await enrol();
    endpoint.store.keys.delete(device);
    await expect(renew()).rejects.toMatchObject({ code: 'device-unknown' });
    expect(await kioskStanding(db)).toBe('code-needed');
    expect(await isEnrolledBy(db, CODE)).toBe(false);
  });

  test('is nothing for a browser that is no kiosk', async () => {
    expect(await renew()).toBeNull();
    expect(endpoint.asked).toEqual([]);
  });

  test('whose answer somebody else signed changes nothing', async () => {
    const kiosk = await enrol();
    endpoint.faults = ['signed-by-a-stranger'];
    await expect(renew()).rejects.toMatchObject({ code: 'not-ours' });
    expect(await kioskContext(db)).toEqual(kiosk);
  });
});
