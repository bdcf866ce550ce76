import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canonicalJson } from '#domain/canonical-json.ts';
import { keepClipping } from '#local/office/clippings.ts';
import { openOfficeDatabase } from '#local/office/database.ts';
import type { OfficeDatabase } from '#local/office/database.ts';
import { refusedEdits } from '#local/office/edit-queue.ts';
import { edit, editAll } from '#local/office/edits.ts';
import { listImportProgress, queueImport } from '#local/office/imports.ts';
import { loadColumns } from '#local/office/responses.ts';
import { PAGE_ITEMS } from '#sync/office-pull.ts';
import { startOfficeSync } from '#sync/office-schedule.ts';
import type { OfficeSync, OfficeSyncStatus } from '#sync/office-schedule.ts';
import { freshBrowser } from '../local/fresh.ts';
import {
  activities,
  activity,
  AGENCY_ID,
  importRecord,
  NOON,
  pulledResponse,
} from '../local/office-scene.ts';
import { FakeClock, until } from './fake-clock.ts';
import { OfficeEndpoint } from './office-endpoint.ts';

let clock: FakeClock;
let endpoint: OfficeEndpoint;
let browser: ReturnType<typeof freshBrowser>;
let db: OfficeDatabase;
let sync: OfficeSync;
let statuses: OfficeSyncStatus[];
let changes: number;

beforeEach(async () => {
  clock = new FakeClock();
  endpoint = new OfficeEndpoint();
  browser = freshBrowser();
  db = await openOfficeDatabase(AGENCY_ID, browser);
  statuses = [];
  changes = 0;
});
afterEach(() => sync.stop());

function start(): void {
  sync = startOfficeSync({
    db,
    onStatus: (status) => statuses.push(status),
    onChange: () => (changes += 1),
    effects: {
      clock,
      random: () => 0.5,
      fetch: endpoint.fetchAs('siti'),
      locks: null,
      listen: () => () => undefined,
    },
  });
}

const now = () => statuses.at(-1);
const nothing = { edits: 0, refused: 0, conflicts: 0, importing: 0, clippings: 0, handovers: 0 };
const settled = (phase: OfficeSyncStatus['phase'], work: Partial<OfficeSyncStatus['work']> = {}) =>
  until(
    () => now()?.phase === phase && canonicalJson(now()?.work) === canonicalJson({ ...nothing, ...work }),
  );
const create = (number = 1) =>
  edit(db, { kind: 'activity', id: activity(number).id, changes: activity(number) }, NOON);

describe('fetching', () => {
  test('a long history comes in pages, with progress, until the end', async () => {
    for (let number = 0; number < PAGE_ITEMS + 500; number += 1)
      endpoint.append(pulledResponse(0, number + 1));
    start();
    await until(() => now()?.phase === 'idle' && now()?.progress === null && now()?.lastPullAt !== null);
    expect((await loadColumns(db)).map(({ count }) => count)).toEqual([PAGE_ITEMS + 500]);
    const progress = statuses.map((status) => status.progress).filter((value) => value !== null);
    expect(progress).toContainEqual({ cursor: PAGE_ITEMS, head: PAGE_ITEMS + 500 });
    expect(changes).toBe(2);
  });

  test('goes on where it was cut', async () => {
    for (let number = 0; number < 10; number += 1) endpoint.append(pulledResponse(0, number + 1));
    endpoint.faults = ['unreachable', 'portal'];
    start();
    for (const wait of [500, 1000]) {
      await until(() => clock.waits.includes(wait));
      clock.advance(wait);
    }
    await until(() => now()?.phase === 'idle' && changes === 1);
    expect((await loadColumns(db))[0]?.count).toBe(10);
  });

  test('looks for news about once a minute', async () => {
    start();
    await settled('idle');
    endpoint.append(pulledResponse(0, 1));
    clock.advance(60_000);
    await until(() => changes === 1);
    expect((await loadColumns(db))[0]?.count).toBe(1);
  });

  test('a restored endpoint is pulled anew', async () => {
    for (let number = 0; number < 3; number += 1) endpoint.append(pulledResponse(0, number + 1));
    start();
    await until(() => changes === 1);
    await settled('idle');
    endpoint.log.length = 0;
    endpoint.append(pulledResponse(0, 7));
    sync.kick('manual');
    await until(async () => (await loadColumns(db))[0]?.count === 1);
    expect(now()?.phase).not.toBe('waiting');
  });
});

describe('delivering', () => {
  test('edits made offline go later, in order, and come back as the endpoint has them', async () => {
    endpoint.faults = ['unreachable', 'unreachable'];
    await create();
    start();
    await settled('waiting', { edits: 1 });
    await edit(db, { kind: 'activity', id: activity().id, changes: { name: 'Baru' } }, NOON);
    sync.kick('edit');
    await settled('idle');
    expect(endpoint.documents.get(activity().id)?.body).toMatchObject({ name: 'Baru' });
    expect((await activities(db))[0]?.name).toBe('Baru');
    expect(await db.run((tables) => tables.edits.count())).toBe(0);
  });

  test('an answer that was lost: the same edits again, unchanged, applied once', async () => {
    await create();
    endpoint.faults = ['answer-lost'];
    start();
    await until(() => clock.waits.includes(500));
    clock.advance(500);
    await settled('idle');
    expect(endpoint.documents.get(activity().id)?.revision).toBe(1);
    expect(endpoint.log).toHaveLength(1);
  });

  test('files go before the edits, imported responses after their document', async () => {
    await keepClipping(db, {
      ...{ fileName: 'a.pdf', mediaType: 'application/pdf', content: new Uint8Array([1]) },
    });
    const bodies = Array.from({ length: 230 }, (_, number) =>
      canonicalJson(pulledResponse(0, number).response),
    );
    await queueImport(db, importRecord(), bodies, NOON);
    start();
    await settled('idle');
    const posts = endpoint.requests.filter((request) => !request.startsWith('GET'));
    expect(posts[0]).toMatch(/^PUT clippings\//);
    expect(posts.slice(1)).toEqual(['POST edits', 'POST responses', 'POST responses', 'POST responses']);
    expect(endpoint.imported.size).toBe(230);
    expect(await listImportProgress(db)).toMatchObject([{ waiting: 0, stored: 230 }]);
  });

  test('a refused edit is kept and shown, and blocks nothing behind it', async () => {
    await editAll(
      db,
      [1, 2].map((n) => ({ kind: 'activity', id: activity(n).id, changes: activity(n) })),
      NOON,
    );
    endpoint.refuses.set(activity(1).id, 'name: already used.');
    start();
    await settled('idle', { refused: 1 });
    expect(await refusedEdits(db)).toMatchObject([
      { document: activity(1).id, detail: 'name: already used.' },
    ]);
    expect((await activities(db)).map(({ id }) => id)).toEqual([activity(2).id]);
  });

  test('one edit that no request can carry is found by halving and refused alone', async () => {
    const list = [1, 2, 3, 4];
    await editAll(
      db,
      list.map((n) => ({ kind: 'activity', id: activity(n).id, changes: activity(n) })),
      NOON,
    );
    const bad = activity(3).id;
    const real = endpoint.fetchAs('siti');
    endpoint.fetchAs = () => async (url, init) => {
      if (String(init?.body).includes(bad)) endpoint.faults = ['too-deep'];
      return real(url, init);
    };
    start();
    await settled('idle', { refused: 1 });
    expect(await refusedEdits(db)).toMatchObject([{ document: bad, detail: 'too-deep: told so' }]);
    expect(endpoint.documents.size).toBe(3);
  });
});

describe('a session that the endpoint no longer accepts', () => {
  test('everything stays readable and waits; after signing in again it goes on', async () => {
    await create();
    endpoint.faults = ['not-signed-in', 'not-signed-in'];
    start();
    await settled('signed-out', { edits: 1 });
    expect(now()?.problem).toBe('not-signed-in');
    expect(await activities(db)).toHaveLength(1);
    sync.kick('start');
    await settled('idle');
    expect(endpoint.documents.size).toBe(1);
  });

  test('what may not be delivered does not keep news away', async () => {
    await create();
    endpoint.append(pulledResponse(0, 1));
    const real = endpoint.fetchAs('siti');
    endpoint.fetchAs = () => async (url, init) => {
      if (init?.method === 'POST') endpoint.faults = ['not-allowed'];
      return real(url, init);
    };
    start();
    await settled('blocked', { edits: 1 });
    expect(now()?.problem).toBe('not-allowed');
    await until(() => changes === 1);
  });
});

test('two people: different fields merge, the same field becomes a conflict that both see', async () => {
  await create();
  start();
  await settled('idle');
  const other = await openOfficeDatabase(AGENCY_ID, freshBrowser());
  const theirs = startOfficeSync({
    ...{ db: other, onStatus: () => undefined, onChange: () => undefined },
    effects: { clock, fetch: endpoint.fetchAs('budi'), locks: null, listen: () => () => undefined },
  });
  await until(async () => (await activities(other)).length === 1);
  const change = (copy: OfficeDatabase, fields: object) =>
    edit(copy, { kind: 'activity', id: activity().id, changes: fields }, NOON);
  await change(db, { name: 'Dari Siti', place: 'Pendopo' });
  await change(other, { name: 'Dari Budi', dress: 'Batik' });
  sync.kick('edit');
  await until(async () => (await activities(db))[0]?.name === 'Dari Siti' && endpoint.log.length === 2);
  theirs.kick('edit');
  await until(() => endpoint.log.length === 4);
  sync.kick('manual');
  theirs.kick('manual');
  await settled('idle', { conflicts: 1 });
  const merged = { name: 'Dari Siti', place: 'Pendopo', dress: 'Batik' };
  expect((await activities(db))[0]).toMatchObject(merged);
  await until(async () => (await activities(other))[0]?.name === 'Dari Siti');
  expect((await activities(other))[0]).toMatchObject(merged);
  await theirs.stop();
});
