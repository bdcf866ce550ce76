import { beforeEach, describe, expect, test, vi } from 'vitest';
import { isSignedBy } from '#protocol/signature.ts';
import { kioskContext, selectActivity } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { startDraft } from '#local/survey/drafts.ts';
import { identityOf, noteRefusal, takeContacts } from '#local/survey/identity.ts';
import { forgetRefused, identityFor, keepEnrolment, keepRenewal } from '#local/survey/kiosk.ts';
import { nextBatch } from '#local/survey/outbox.ts';
import { kioskStanding, senderOf, speakers } from '#local/survey/senders.ts';
import { freshBrowser } from './fresh.ts';
import { activity, AGENCY, answerOnce, CODE, deviceAnswer, NOON, openKiosk } from './survey-scene.ts';

const OTHER_CODE = '1-AAAA-BBBB';
const OTHER_AGENCY = { id: '0190a000-0000-7000-8000-00000000b002', name: 'Kota lain' };

let db: SurveyDatabase;
beforeEach(async () => {
  db = await openSurveyDatabase(freshBrowser());
});

const identities = () => db.read(['identities'], (tables) => tables.identities.list());
const losesKeys = () =>
  db.write(['identities'], (tables) => tables.identities.delete(IDBKeyRange.lowerBound('')));

describe('an identity', () => {
  test('is on the disk, with a key that nobody can copy, before any endpoint is asked', async () => {
    const shown = await identityFor(db, CODE);
    const kept = await identityOf(db, shown.device);
    expect(kept).toMatchObject({ code: CODE, enrolment: null, publicKey: shown.publicKey });
    expect(kept?.key).toMatchObject({ extractable: false, type: 'private' });
    await expect(crypto.subtle.exportKey('jwk', kept!.key)).rejects.toThrow(/extractable/);
  });

  test('is the same one for the same code, in two tabs and after a lost answer', async () => {
    const [one, two] = await Promise.all([identityFor(db, CODE), identityFor(db, CODE)]);
    expect(two).toEqual(one);
    expect(await identityFor(db, CODE)).toEqual(one);
  });

  test('is another one for another code, since the first may have been taken', async () => {
    const first = await identityFor(db, CODE);
    expect((await identityFor(db, OTHER_CODE)).device).not.toBe(first.device);
  });

  test('that was made for a code which is refused is dropped', async () => {
    const { device } = await identityFor(db, CODE);
    await forgetRefused(db, device);
    expect(await identities()).toEqual([]);
  });

  test('counts its contacts on the disk, also for two tabs at once', async () => {
    const { device } = await openKiosk(db);
    const numbers = await Promise.all([takeContacts(db, device), takeContacts(db, device, 3)]);
    expect(numbers.sort()).toEqual([1, 2]);
    expect(await takeContacts(db, device)).toBe(5);
    await expect(takeContacts(db, 'somebody else')).rejects.toThrow(RangeError);
  });
});

describe('an enrolled kiosk', () => {
  test('has all it needs to work offline, and asks for its data to be kept without waiting', async () => {
    const persist = vi.fn(() => new Promise<boolean>(() => undefined));
    vi.stubGlobal('navigator', { storage: { persist } });
    const kiosk = await openKiosk(db);
    vi.unstubAllGlobals();
    expect(persist).toHaveBeenCalledTimes(1);
    expect(kiosk).toMatchObject({ mode: 'kiosk', agency: AGENCY, label: 'Tablet 2', idleSeconds: 45 });
    expect(await kioskContext(db)).toEqual(kiosk);
    expect(await identityOf(db, kiosk.device)).toMatchObject({
      enrolment: { agency: AGENCY.id, label: 'Tablet 2', epoch: 1 },
    });
    expect(await kioskStanding(db)).toBe('enrolled');
  });

  test('keeps the chosen activity while it is among those of a renewal', async () => {
    const { id, device } = await openKiosk(db);
    await selectActivity(db, id, activity(2).id);
    expect(await keepRenewal(db, device, deviceAnswer([2, 3]), NOON)).toMatchObject({
      currentActivity: activity(2).id,
    });
    expect((await keepRenewal(db, device, deviceAnswer([3]), NOON))?.currentActivity).toBe(activity(3).id);
    expect((await keepRenewal(db, device, deviceAnswer([]), NOON))?.currentActivity).toBe('');
  });

  test('cannot choose what it does not have', async () => {
    const kiosk = await openKiosk(db);
    await expect(selectActivity(db, kiosk.id, activity(9).id)).rejects.toThrow(RangeError);
    expect((await kioskContext(db))?.currentActivity).toBe(activity(1).id);
  });

  test('signs each response when it stores it; the signature does not travel with the device’s own push', async () => {
    const kiosk = await openKiosk(db);
    const { responseId } = await answerOnce(db, kiosk);
    const row = (await db.read(['responses'], ({ responses }) => responses.get(responseId)))!;
    const { publicKey } = (await identityOf(db, kiosk.device))!;
    expect(await isSignedBy(publicKey, row.body, row.signature!)).toBe(true);
    expect(await isSignedBy(publicKey, `${row.body} `, row.signature!)).toBe(false);
    const batch = await nextBatch(db, kiosk.device, { now: NOON, limit: 9, appVersion: '1' });
    expect(batch?.items[0]).toEqual({ id: row.id, hash: row.hash, body: row.body });
  });
});

describe('a kiosk enrolled again', () => {
  test('has a new identity, and the old one goes on sending what it took', async () => {
    const before = await openKiosk(db);
    await answerOnce(db, before);
    await startDraft(db, before, 'id', NOON);
    const after = await openKiosk(db, OTHER_CODE, deviceAnswer([1], OTHER_AGENCY));
    expect(after.device).not.toBe(before.device);
    expect((await answerOnce(db, after)).sequence).toBe(1);
    expect(new Set((await speakers(db)).map(({ device }) => device))).toEqual(
      new Set([before.device, after.device]),
    );
    for (const { device } of [before, after]) {
      expect(await senderOf(db, device)).toMatchObject({ mode: 'kiosk', identity: { device } });
    }
    expect(await kioskContext(db)).toMatchObject({ agency: OTHER_AGENCY, device: after.device });
    expect(await keepRenewal(db, before.device, deviceAnswer(), NOON)).toBeNull();
  });

  test('by the code it already has stays what it is', async () => {
    const before = await openKiosk(db);
    await answerOnce(db, before);
    const again = await openKiosk(db);
    expect(again.device).toBe(before.device);
    expect((await answerOnce(db, again)).sequence).toBe(2);
  });

  test('after an older code, does not go back to the identity of then', async () => {
    const first = await openKiosk(db);
    await openKiosk(db, OTHER_CODE);
    expect((await identityFor(db, CODE)).device).not.toBe(first.device);
  });

  test('when the endpoint had forgotten it, keeps identity, key and numbers', async () => {
    const kiosk = await openKiosk(db);
    await answerOnce(db, kiosk);
    await noteRefusal(db, kiosk.device, 'device-unknown');
    expect(await kioskStanding(db)).toBe('code-needed');
    const again = await openKiosk(db, OTHER_CODE);
    expect(again.device).toBe(kiosk.device);
    expect(await kioskStanding(db)).toBe('enrolled');
    expect((await answerOnce(db, again)).sequence).toBe(2);
  });

  test('after it was withdrawn, is a new device', async () => {
    const kiosk = await openKiosk(db);
    await noteRefusal(db, kiosk.device, 'device-revoked');
    expect(await kioskStanding(db)).toBe('revoked');
    expect((await openKiosk(db, OTHER_CODE)).device).not.toBe(kiosk.device);
    expect(await kioskStanding(db)).toBe('enrolled');
  });
});

describe('a kiosk whose key is gone', () => {
  test('goes on under a new identity, never under the old numbers, and says that it needs a code', async () => {
    const before = await openKiosk(db);
    await answerOnce(db, before);
    await losesKeys();
    expect(await kioskStanding(db)).toBe('code-needed');
    const stored = await answerOnce(db, (await kioskContext(db))!);
    expect(stored.sequence).toBe(1);
    const now = (await kioskContext(db))!;
    expect(now.device).not.toBe(before.device);
    expect(await senderOf(db, now.device)).toMatchObject({ mode: 'stranger' });
  });

  test('is enrolled with the identity that it numbers with meanwhile', async () => {
    await openKiosk(db);
    await losesKeys();
    await answerOnce(db, (await kioskContext(db))!);
    const { device } = (await kioskContext(db))!;
    const again = await openKiosk(db, OTHER_CODE);
    expect(again.device).toBe(device);
    expect((await answerOnce(db, again)).sequence).toBe(2);
  });

  test('has what it took before delivered by the new identity, each with its own signature', async () => {
    const before = await openKiosk(db);
    const { publicKey } = (await identityOf(db, before.device))!;
    await answerOnce(db, before);
    await losesKeys();
    const after = await openKiosk(db, OTHER_CODE);
    expect(await senderOf(db, before.device)).toMatchObject({
      mode: 'kiosk',
      identity: { device: after.device },
    });
    const batch = await nextBatch(db, before.device, {
      ...{ now: NOON, limit: 9, appVersion: '1', sender: after.device },
    });
    expect(batch?.device.id).toBe(after.device);
    const { body, signature } = batch!.items[0]!;
    expect(await isSignedBy(publicKey, body, signature!)).toBe(true);
  });

  test('never has it delivered to another agency', async () => {
    const before = await openKiosk(db);
    await answerOnce(db, before);
    await losesKeys();
    await openKiosk(db, OTHER_CODE, deviceAnswer([1], OTHER_AGENCY));
    expect(await senderOf(db, before.device)).toMatchObject({ mode: 'stranger' });
  });
});

test('an enrolment whose identity was lost while the endpoint answered is no enrolment', async () => {
  const { device } = await identityFor(db, CODE);
  await losesKeys();
  await expect(keepEnrolment(db, device, deviceAnswer(), NOON)).rejects.toThrow(RangeError);
  expect(await kioskContext(db)).toBeNull();
});
