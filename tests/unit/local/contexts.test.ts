import { beforeEach, describe, expect, test } from 'vitest';
import {
  findContextByToken,
  getContext,
  kioskContext,
  latestLinkContext,
  saveLinkContext,
} from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { nextBatch } from '#local/survey/outbox.ts';
import { queueState } from '#local/survey/queue.ts';
import { devicesWithUnsent, kioskStanding, senderOf } from '#local/survey/senders.ts';
import { freshBrowser } from './fresh.ts';
import { activity, AGENCY, answerOnce, linkAnswer, NOON, openKiosk, openPhone } from './survey-scene.ts';

const EVERYTHING = IDBKeyRange.lowerBound('');

let db: SurveyDatabase;
beforeEach(async () => {
  db = await openSurveyDatabase(freshBrowser());
});

describe('a phone opened by a link', () => {
  test('keeps all it needs to work offline', async () => {
    const context = await openPhone(db);
    expect(context).toEqual({
      id: `link:${activity(1).id}`,
      mode: 'link',
      token: 'token-of-link-1',
      device: context.device,
      agency: AGENCY,
      demo: false,
      label: 'Upacara 1',
      idleSeconds: 0,
      currentActivity: activity(1).id,
      fetchedAt: new Date(NOON).toISOString(),
      clockOffsetMs: 5000,
      activities: [activity(1)],
    });
    expect(await getContext(db, context.id)).toEqual(context);
    expect(await findContextByToken(db, 'token-of-link-1')).toEqual(context);
    expect(await findContextByToken(db, 'another')).toBeNull();
  });

  test('has another identity for each activity, so that answers cannot be linked', async () => {
    const devices = [await openPhone(db, 1), await openPhone(db, 2), await openPhone(db, 3)];
    expect(new Set(devices.map(({ device }) => device)).size).toBe(3);
  });

  test('keeps its identity when the link is opened again, with the newer token', async () => {
    const first = await openPhone(db);
    await answerOnce(db, first);
    const again = await saveLinkContext(db, 'newer', linkAnswer(1), NOON + 1000);
    expect(again.device).toBe(first.device);
    expect((await answerOnce(db, again)).sequence).toBe(2);
    expect(await senderOf(db, first.device)).toMatchObject({ token: 'newer' });
  });

  test('without a token in the address goes on with the link opened last', async () => {
    expect(await latestLinkContext(db)).toBeNull();
    await saveLinkContext(db, 'one', linkAnswer(1), NOON + 2000);
    await saveLinkContext(db, 'two', linkAnswer(2), NOON + 1000);
    expect((await latestLinkContext(db))?.token).toBe('one');
  });
});

describe('a numbering that was lost while the rest is there', () => {
  const loseLedgers = () => db.write(['ledgers'], ({ ledgers }) => ledgers.delete(EVERYTHING));

  test('is never begun again under the old identity: the next response has a new one', async () => {
    const kiosk = await openKiosk(db);
    await answerOnce(db, kiosk);
    await answerOnce(db, kiosk);
    await loseLedgers();
    const stored = await answerOnce(db, kiosk);
    expect(stored.sequence).toBe(1);
    const now = await kioskContext(db);
    expect(now?.device).not.toBe(kiosk.device);
    expect(await kioskStanding(db)).toBe('code-needed');
    const row = await db.read(['responses'], ({ responses }) => responses.get(stored.responseId));
    expect(row?.device).toBe(now?.device);
  });

  test('leaves what waits under the old identity to be sent', async () => {
    const phone = await openPhone(db);
    await answerOnce(db, phone);
    await loseLedgers();
    await answerOnce(db, phone);
    const devices = (await devicesWithUnsent(db)).map(({ device }) => device);
    expect(devices).toHaveLength(2);
    expect(devices).toContain(phone.device);
    expect(await senderOf(db, phone.device)).toMatchObject({ token: phone.token });
    expect(await queueState(db)).toMatchObject({ onDevice: 2, received: 0 });
    const old = await nextBatch(db, phone.device, { now: NOON, limit: 10, appVersion: '1' });
    expect(old?.device).toMatchObject({ nextSequence: 2, unsent: 1 });
  });

  test('is noticed too when the link or the code is opened again', async () => {
    const [phone, kiosk] = [await openPhone(db), await openKiosk(db)];
    await loseLedgers();
    expect((await openPhone(db)).device).not.toBe(phone.device);
    expect((await openKiosk(db)).device).not.toBe(kiosk.device);
    expect((await answerOnce(db, (await kioskContext(db))!)).sequence).toBe(1);
  });

  test('with everything else: the context that is still on the screen is enough to go on', async () => {
    const kiosk = await openKiosk(db);
    const everyTable = [
      ...(['contexts', 'agendas', 'drafts', 'responses', 'outbox', 'ledgers', 'identities', 'meta'] as const),
    ];
    await db.write(everyTable, (tables) =>
      Promise.all(everyTable.map((name) => tables[name].delete(EVERYTHING))),
    );
    const stored = await answerOnce(db, kiosk);
    expect(stored).toMatchObject({ sequence: 1, already: false });
    expect((await devicesWithUnsent(db)).map(({ device }) => device)).not.toContain(kiosk.device);
  });
});
