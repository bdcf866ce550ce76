/** The device's own code against the real endpoint, both in memory: what one side signs the other one verifies. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { kioskContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { startDraft } from '#local/survey/drafts.ts';
import { queueState } from '#local/survey/queue.ts';
import { kioskStanding } from '#local/survey/senders.ts';
import { submitDraft } from '#local/survey/submit.ts';
import { backUp } from '#server/storage/backup/back-up.ts';
import { restore } from '#server/storage/backup/restore.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { enrolKiosk, renewKiosk } from '#sync/kiosk-open.ts';
import { SETTLED_MS, surveyLane } from '#sync/survey-lane.ts';
import { freshBrowser } from '../local/fresh.ts';
import { aCode } from '../server/signing-kiosk.ts';
import { anOpenSurvey, openOffice, openStage, SURVEY } from '../server/stage.ts';
import type { Office } from '../server/stage.ts';
import { FakeClock } from './fake-clock.ts';

let office: Office;
let activity: string;
let db: SurveyDatabase;

beforeEach(async () => {
  office = await openOffice();
  activity = (await anOpenSurvey(office)).activity.id;
  db = await openSurveyDatabase(freshBrowser());
});
afterEach(() => office.storage.close());

const wire = {
  fetch: ((path, init) =>
    office.survey(new Request(`${SURVEY}${String(path)}`, init))) satisfies typeof fetch,
};

async function enrol(): Promise<SurveyContext> {
  return enrolKiosk(db, await aCode(office, [activity]), '1.0.0', wire);
}

async function answer(kiosk: SurveyContext): Promise<void> {
  const started = await startDraft(db, kiosk, 'id', Date.now());
  const { questions } = kiosk.activities[0]!.questionnaire.content;
  const draft = { ...started, answers: Object.fromEntries(questions.map(({ key }) => [key, 3 as const])) };
  const submittedAt = new Date().toISOString();
  await submitDraft(db, { draft, context: kiosk, submittedAt, durationMs: 40_000, flags: () => [] });
}

/** Everything that waits, and a minute later a word that nothing waits any more. */
async function deliver(device: string): Promise<void> {
  const clock = new FakeClock();
  const lane = surveyLane({
    ...{ db, device, appVersion: '1.0.0', clock, random: () => 0.5, wire },
    signal: new AbortController().signal,
    ...{ journal: () => 'none', idle: () => new Promise(() => undefined) },
  });
  for (const _ of ['at once', 'later']) {
    let outcome = await lane();
    while (outcome.kind === 'more') outcome = await lane();
    expect(outcome.kind).toBe('done');
    clock.advance(SETTLED_MS);
  }
}

const seen = async (device: string) =>
  (await office.storage.devices.list(office.agency.id)).find(({ id }) => id === device);
const quarantined = async () =>
  (await office.storage.responses.quarantine(office.agency.id, 100)).map(({ code }) => code);

describe('a kiosk and the endpoint', () => {
  test('agree from the code to the receipt', async () => {
    const kiosk = await enrol();
    expect(kiosk).toMatchObject({ label: 'Tablet 1', currentActivity: activity });
    await answer(kiosk);
    await answer(kiosk);
    await deliver(kiosk.device);
    expect(await queueState(db)).toMatchObject({ onDevice: 0, received: 2, quarantined: 0, conflicts: 0 });
    expect(await renewKiosk(db, '1.0.1', wire)).toMatchObject({ device: kiosk.device });
    expect(await seen(kiosk.device)).toMatchObject({
      ...{ label: 'Tablet 1', epoch: 1, stored: 2, highest: 2, announcedNext: 3, unsent: 0 },
      ...{ missingCount: 0, appVersion: '1.0.1', alarms: [] },
      state: {
        ...{ persisted: null, journal: 'none', oldestUnsentAt: null, kept: 2 },
        clockAheadMs: expect.any(Number) as number,
      },
    });
  });

  test('agree that a code enrols one tablet, and that the same tablet may ask again', async () => {
    const code = await aCode(office, [activity]);
    const losing = {
      fetch: async (...asked: Parameters<typeof fetch>) => {
        await wire.fetch(...asked);
        throw new TypeError('network error');
      },
    };
    await expect(enrolKiosk(db, code, '1.0.0', losing)).rejects.toMatchObject({ code: 'unreachable' });
    expect(await enrolKiosk(db, code, '1.0.0', wire)).toMatchObject({ label: 'Tablet 1' });
    const other = await openSurveyDatabase(freshBrowser());
    await expect(enrolKiosk(other, code, '1.0.0', wire)).rejects.toMatchObject({ code: 'code-used' });
    await expect(enrolKiosk(other, '1-AAAA-AAAA', '1.0.0', wire)).rejects.toMatchObject({
      code: 'code-wrong',
    });
  });

  test('agree that a withdrawn kiosk’s responses are put aside', async () => {
    const kiosk = await enrol();
    await answer(kiosk);
    const revoke = { reason: 'hilang' };
    await office.as('admin')('POST', `devices/${kiosk.device}/revoke`, revoke);
    await deliver(kiosk.device);
    expect(await quarantined()).toEqual(['device-revoked']);
    expect(await kioskStanding(db)).toBe('revoked');
    await expect(renewKiosk(db, '1.0.0', wire)).rejects.toMatchObject({ code: 'device-revoked' });
    expect((await enrol()).device).not.toBe(kiosk.device);
    expect(await kioskStanding(db)).toBe('enrolled');
  });

  test('agree on responses whose key is gone: the next identity brings them, and they count as the old one’s', async () => {
    const before = await enrol();
    await answer(before);
    await db.write(['identities'], ({ identities }) => identities.delete(before.device));
    await answer((await kioskContext(db))!);
    const after = await enrol();
    expect(after.device).not.toBe(before.device);
    await deliver(before.device);
    await deliver(after.device);
    expect(await queueState(db)).toMatchObject({ onDevice: 0, received: 2, quarantined: 0 });
    expect(await seen(before.device)).toMatchObject({ stored: 1, highest: 1, epoch: 1 });
    expect(await seen(after.device)).toMatchObject({ stored: 1, highest: 1, epoch: 2 });
  });

  test('agree after a restore: the kiosk fills an older endpoint up again, and nothing counts twice', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'skm-restored-'));
    await office.storage.close();
    office = await openOffice({ storage: openSqlite(join(folder, 'skm.db')) });
    activity = (await anOpenSurvey(office)).activity.id;
    const kiosk = await enrol();
    for (let person = 0; person < 5; person += 1) await answer(kiosk);
    await deliver(kiosk.device);
    const copy = join(folder, 'cadangan.db');
    await backUp(join(folder, 'skm.db'), copy, office.clock.now);
    for (let person = 0; person < 3; person += 1) await answer(kiosk);
    await deliver(kiosk.device);
    const all = [...office.storage.responses.each(office.agency.id, {})].map(({ body }) => body);
    expect(all).toHaveLength(8);

    await office.storage.close();
    await restore(copy, join(folder, 'restored'), { replace: false, at: office.clock.now });
    const storage = openSqlite(join(folder, 'restored', 'skm.db'));
    office = { ...office, ...(await openStage({ storage })) };
    expect(await seen(kiosk.device)).toMatchObject({ stored: 5 });
    await deliver(kiosk.device);
    const refilled = [...storage.responses.each(office.agency.id, {})].map(({ body }) => body);
    expect(refilled.sort()).toEqual(all.sort());
    expect(await seen(kiosk.device)).toMatchObject({
      ...{ stored: 8, highest: 8, missing: [], unsent: 0, alarms: [] },
    });
    expect(await queueState(db)).toMatchObject({ onDevice: 0, received: 8, conflicts: 0 });
    rmSync(folder, { recursive: true });
  });
});
