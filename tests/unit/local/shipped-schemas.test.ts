/**
 * Databases that shipped builds left on devices, with everything in them. Each must open in this build with all its
 * data; and a schema that shipped never changes, it gets a successor. The file of a new version is written by the first
 * run of this test; commit it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { listConflicts } from '#local/office/conflicts.ts';
import { OFFICE_SCHEMA_VERSION, openOfficeDatabase } from '#local/office/database.ts';
import { listDocuments } from '#local/office/documents.ts';
import { takeEdits } from '#local/office/edit-queue.ts';
import { pullState } from '#local/office/pull.ts';
import { loadColumns, readResponse } from '#local/office/responses.ts';
import { countWork } from '#local/office/work.ts';
import { kioskContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase, SURVEY_SCHEMA_VERSION } from '#local/survey/database.ts';
import { getDraft } from '#local/survey/drafts.ts';
import { nextBatch } from '#local/survey/outbox.ts';
import { queueState } from '#local/survey/queue.ts';
import { freshBrowser } from './fresh.ts';
import { officeInUse, surveyInUse } from './databases-in-use.ts';
import { fromText, readNative, toText, writeNative } from './native-database.ts';
import type { NativeDatabase } from './native-database.ts';
import { AGENCY_ID } from './office-scene.ts';
import { answerOnce, NOON } from './survey-scene.ts';

const fileOf = (kind: 'survey' | 'office', version: number) =>
  `tests/data/shipped-databases/${kind}-${version}.json`;

function shipped(kind: 'survey' | 'office', version: number): NativeDatabase {
  return fromText(readFileSync(fileOf(kind, version), 'utf8'));
}

beforeAll(async () => {
  const survey = fileOf('survey', SURVEY_SCHEMA_VERSION);
  if (!existsSync(survey)) writeFileSync(survey, toText(await surveyInUse()));
  const office = fileOf('office', OFFICE_SCHEMA_VERSION);
  if (!existsSync(office)) writeFileSync(office, toText(await officeInUse()));
});

const versionsUpTo = (last: number) => Array.from({ length: last }, (_, place) => place + 1);

function formOf({ version, stores }: NativeDatabase) {
  return { version, stores: Object.entries(stores).map(([name, { rows: _rows, ...form }]) => [name, form]) };
}

describe.each(versionsUpTo(SURVEY_SCHEMA_VERSION))('a survey database of version %i', (version) => {
  test('opens with its form, its draft and its responses, and goes on numbering', async () => {
    const browser = freshBrowser();
    await writeNative(browser.indexedDB, shipped('survey', version));
    const db = await openSurveyDatabase(browser);
    const kiosk = (await kioskContext(db))!;
    expect(kiosk.label).toBe('Tablet 2');
    expect((await getDraft(db, kiosk.id))?.comment).toBe('belum selesai');
    expect(await queueState(db)).toEqual({
      ...{ onDevice: 1, sent: 1, received: 2, oldestUnsentAt: new Date(NOON + 40_000).toISOString() },
      ...{ conflicts: 0, quarantined: 1, stuck: 1, kept: 2 },
    });
    const request = await nextBatch(db, kiosk.device, { now: NOON * 2, limit: 10, appVersion: '1' });
    expect(request?.items).toHaveLength(2);
    // The kiosks of version 1 had no key: nobody could prove a fifth number to be theirs.
    expect((await answerOnce(db, kiosk)).sequence).toBe(version === 1 ? 1 : 5);
    expect(await queueState(db)).toMatchObject({ onDevice: 2, sent: 1, received: 2 });
  });
});

describe.each(versionsUpTo(OFFICE_SCHEMA_VERSION))('an office database of version %i', (version) => {
  test('opens with everything that was pulled and everything that waits', async () => {
    const browser = freshBrowser();
    await writeNative(browser.indexedDB, shipped('office', version));
    const db = await openOfficeDatabase(AGENCY_ID, browser);
    expect((await listDocuments(db, 'activity')).map(({ body }) => body.name)).toEqual(['Belum terkirim']);
    expect(await pullState(db)).toMatchObject({ cursor: 4, head: 4 });
    expect((await loadColumns(db)).map(({ count }) => count)).toEqual([2]);
    expect(await readResponse(db, { chunk: 1, row: 1 })).toMatchObject({
      ...{ code: '00000002', comment: 'Terima kasih', receivedAt: '2026-08-17T06:00:00.000Z' },
    });
    expect(await listConflicts(db)).toHaveLength(1);
    expect(await takeEdits(db, 10)).toHaveLength(2);
    expect(await countWork(db)).toEqual({
      edits: 2,
      refused: 0,
      conflicts: 1,
      importing: 2,
      clippings: 1,
      handovers: 0,
    });
  });
});

describe('the newest schema is the one that is written down', () => {
  test('of the survey', async () => {
    const browser = freshBrowser();
    const db = await openSurveyDatabase(browser);
    db.close();
    const fresh = await readNative(browser.indexedDB, db.name);
    expect(formOf(fresh)).toEqual(formOf(shipped('survey', SURVEY_SCHEMA_VERSION)));
  });

  test('of the office', async () => {
    const browser = freshBrowser();
    const db = await openOfficeDatabase(AGENCY_ID, browser);
    db.close();
    const fresh = await readNative(browser.indexedDB, db.name);
    expect(formOf(fresh)).toEqual(formOf(shipped('office', OFFICE_SCHEMA_VERSION)));
  });
});
