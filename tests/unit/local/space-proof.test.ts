import { IDBObjectStore } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { proveSpace } from '#local/survey/space-proof.ts';
import { freshBrowser } from './fresh.ts';

const BYTES = 200_000;

let db: SurveyDatabase;
beforeEach(async () => {
  db = await openSurveyDatabase(freshBrowser());
});

const left = () => db.read(['meta'], ({ meta }) => meta.get('space-proof'));

test('writes as much as was asked for, and leaves nothing behind', async () => {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put');
  const proof = await proveSpace(db, BYTES);
  expect(proof).toMatchObject({ kind: 'room' });
  const [[row]] = put.mock.calls as [[{ value: Uint8Array }]];
  expect(row.value).toHaveLength(BYTES);
  expect(new Set(row.value.subarray(-4096)).size).toBeGreaterThan(200);
  expect(await left()).toBeUndefined();
  put.mockRestore();
});

test('does not trust a disk that gives back other bytes than it took', async () => {
  const { get } = IDBObjectStore.prototype;
  const spoiled = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function read(
    this: IDBObjectStore,
    key,
  ) {
    const request = get.call(this, key);
    request.addEventListener('success', () => {
      const row = request.result as { value: Uint8Array } | undefined;
      if (row) row.value[BYTES - 1]! ^= 1;
    });
    return request;
  });
  expect(await proveSpace(db, BYTES)).toEqual({ kind: 'altered' });
  spoiled.mockRestore();
  expect(await left()).toBeUndefined();
});

test('says that the device is full when the browser refuses for want of room', async () => {
  const full = new DOMException('no room', 'QuotaExceededError');
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw full;
  });
  expect(await proveSpace(db, BYTES)).toEqual({ kind: 'full' });
  put.mockRestore();
  expect(await left()).toBeUndefined();
});
