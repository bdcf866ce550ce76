import { beforeEach, describe, expect, test } from 'vitest';
import { openOfficeDatabase, wipeOfficeDatabase } from '#local/office/database.ts';
import type { OfficeDatabase } from '#local/office/database.ts';
import { pendingEdits } from '#local/office/edit-queue.ts';
import { edit } from '#local/office/edits.ts';
import { claimOfficeDatabase, UnsentWorkOfOther } from '#local/office/owner.ts';
import { applyPull, pullState } from '#local/office/pull.ts';
import { loadColumns } from '#local/office/responses.ts';
import { StoreDeleted } from '#local/store-problem.ts';
import { freshBrowser } from './fresh.ts';
import {
  activities,
  activity,
  AGENCY_ID,
  NOON,
  page,
  pulledActivity,
  pulledResponse,
} from './office-scene.ts';

const SITI = { account: 'siti', role: 'admin' } as const;
const BUDI = { account: 'budi', role: 'komunikasi' } as const;

let browser: ReturnType<typeof freshBrowser>;
let db: OfficeDatabase;
beforeEach(async () => {
  browser = freshBrowser();
  db = await openOfficeDatabase(AGENCY_ID, browser);
  await claimOfficeDatabase(db, SITI);
  await applyPull(db, page([pulledActivity(1, 1, activity()), pulledResponse(2, 1, { comment: 'rahasia' })]));
});

const editName = () => edit(db, { kind: 'activity', id: activity().id, changes: { name: 'A' } }, NOON);

describe('who works with the local copy', () => {
  test('the same person goes on with everything', async () => {
    await editName();
    await claimOfficeDatabase(db, SITI);
    expect(await pendingEdits(db)).toBe(1);
    expect((await activities(db))[0]?.name).toBe('A');
  });

  test('another person sees nothing of what the first was shown', async () => {
    await claimOfficeDatabase(db, BUDI);
    expect(await activities(db)).toEqual([]);
    expect(await loadColumns(db)).toEqual([]);
    expect((await pullState(db)).cursor).toBe(0);
  });

  test('unsent work of the first is neither lost silently nor sent by the second', async () => {
    await editName();
    const claim = claimOfficeDatabase(db, BUDI);
    await expect(claim).rejects.toThrow(UnsentWorkOfOther);
    await expect(claim).rejects.toMatchObject({ account: 'siti', pending: 1 });
    expect(await pendingEdits(db)).toBe(1);
    await claimOfficeDatabase(db, BUDI, { discard: true });
    expect(await pendingEdits(db)).toBe(0);
    await claimOfficeDatabase(db, BUDI);
  });

  test('the same person in another role pulls anew what that role may see, and keeps own edits', async () => {
    await editName();
    await claimOfficeDatabase(db, { ...SITI, role: 'pimpinan' });
    expect(await loadColumns(db)).toEqual([]);
    expect((await pullState(db)).cursor).toBe(0);
    expect(await pendingEdits(db)).toBe(1);
  });
});

describe('sign-out', () => {
  test('leaves no database, with or without network', async () => {
    db.close();
    await wipeOfficeDatabase(AGENCY_ID, browser);
    expect(await browser.indexedDB.databases()).toEqual([]);
  });

  test('in one tab closes the copy in the others, and none of them makes it anew', async () => {
    let told = false;
    db.onEnd(() => (told = true));
    await wipeOfficeDatabase(AGENCY_ID, browser);
    expect(told).toBe(true);
    await expect(activities(db)).rejects.toThrow(StoreDeleted);
    expect(await browser.indexedDB.databases()).toEqual([]);
  });

  test('empties the copy even where a frozen tab holds the database', async () => {
    const frozen = await new Promise<IDBDatabase>((resolve) => {
      const request = browser.indexedDB.open(`skm-office:${AGENCY_ID}`);
      request.onsuccess = () => resolve(request.result);
    });
    await wipeOfficeDatabase(AGENCY_ID, browser);
    const rows = await new Promise<number>((resolve) => {
      const request = frozen.transaction('documents').objectStore('documents').count();
      request.onsuccess = () => resolve(request.result);
    });
    expect(rows).toBe(0);
  });

  test('removes a copy of a newer build too, which this one cannot read', async () => {
    db.close();
    const newer = await new Promise<IDBDatabase>((resolve) => {
      const request = browser.indexedDB.open(`skm-office:${AGENCY_ID}`, 990);
      request.onsuccess = () => resolve(request.result);
    });
    const wiping = wipeOfficeDatabase(AGENCY_ID, browser);
    await expect(wiping).rejects.toMatchObject({ name: 'StoreUnavailable', problem: 'blocked' });
    newer.close();
    await wipeOfficeDatabase(AGENCY_ID, browser);
    expect(await browser.indexedDB.databases()).toEqual([]);
  });

  test('touches no other agency', async () => {
    const other = await openOfficeDatabase('another', browser);
    await applyPull(other, page([pulledActivity(1, 1, activity())]));
    await wipeOfficeDatabase(AGENCY_ID, browser);
    expect(await activities(other)).toHaveLength(1);
  });
});
