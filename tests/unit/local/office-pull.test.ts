import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { RESPONSE_FLAGS } from '#domain/response.ts';
import type { SurveyResponse } from '#domain/response.ts';
import { PULLED_CHANNELS } from '#protocol/pulled-responses.ts';
import type { Chunk } from '#local/office/chunk-writer.ts';
import { CHANNELS, CHUNK_ROWS, FLAGS } from '#local/office/columns.ts';
import { listConflicts, settleConflict } from '#local/office/conflicts.ts';
import { openOfficeDatabase } from '#local/office/database.ts';
import type { OfficeDatabase } from '#local/office/database.ts';
import { getDocument, unreadableDocuments } from '#local/office/documents.ts';
import { takeEdits } from '#local/office/edit-queue.ts';
import { edit } from '#local/office/edits.ts';
import { applyPull, pullState } from '#local/office/pull.ts';
import { codeOf, loadColumns, loadDetails, readResponse, rowOf } from '#local/office/responses.ts';
import { append, asRead } from './chunks-of.ts';
import { freshBrowser } from './fresh.ts';
import {
  activities,
  activity,
  AGENCY_ID,
  idOf,
  NOON,
  page,
  pulledActivity,
  pulledResponse,
  SERVER_TIME,
  takeNext,
} from './office-scene.ts';

let db: OfficeDatabase;
beforeEach(async () => {
  db = await openOfficeDatabase(AGENCY_ID, freshBrowser());
});

const codeOfNumber = (number: number) => idOf('response', number).slice(-8).toUpperCase();

async function allCodes(): Promise<string[]> {
  const codes: string[] = [];
  for (const columns of await loadColumns(db)) {
    const details = await loadDetails(db, columns.chunk);
    for (let row = 0; row < columns.count; row += 1) codes.push(codeOf(details!, row));
  }
  return codes;
}

describe('a page of changes', () => {
  test('brings documents and responses together with the cursor', async () => {
    const items = [pulledActivity(1, 1, activity()), pulledResponse(2, 1), pulledResponse(3, 2)];
    expect(await applyPull(db, page(items, 9))).toEqual({ documents: 1, responses: 2 });
    expect(await activities(db)).toEqual([activity()]);
    expect(await pullState(db)).toEqual({ cursor: 3, head: 9, lastPullAt: SERVER_TIME });
  });

  test('taken twice, or by two tabs at once, counts nothing twice', async () => {
    const first = page([pulledResponse(1, 1), pulledResponse(2, 2)]);
    const more = page([pulledResponse(3, 3)], 3, 2);
    await Promise.all([applyPull(db, first), applyPull(db, first)]);
    expect(await applyPull(db, more)).toEqual({ documents: 0, responses: 1 });
    expect(await applyPull(db, more)).toEqual({ documents: 0, responses: 0 });
    expect(await allCodes()).toEqual([1, 2, 3].map(codeOfNumber));
  });

  test('that is older than what is here takes nothing back', async () => {
    await applyPull(db, page([pulledActivity(7, 3, activity(1, { name: 'Baru' }))]));
    await applyPull(db, page([pulledActivity(5, 2, activity(1, { name: 'Lama' }))], 7));
    await applyPull(db, page([pulledActivity(7, 2, activity(1, { name: 'Lama' }))], 9, 4));
    expect((await activities(db))[0]?.name).toBe('Baru');
    expect((await pullState(db)).cursor).toBe(7);
  });

  test('that begins behind a hole is not taken: what lies between must come first', async () => {
    await applyPull(db, page([pulledResponse(1, 1)]));
    expect(await applyPull(db, page([pulledResponse(3, 3)], 3, 2))).toEqual({ documents: 0, responses: 0 });
    expect(await pullState(db)).toMatchObject({ cursor: 1 });
    expect(await allCodes()).toEqual([codeOfNumber(1)]);
  });

  test('of deletions takes documents out of sight', async () => {
    await applyPull(db, page([pulledActivity(1, 1, activity()), pulledActivity(2, 2, activity(), true)]));
    expect(await activities(db)).toEqual([]);
    expect(await getDocument(db, 'activity', activity().id)).toBeNull();
  });

  test('from an endpoint restored from an older backup empties the copy, keeps what was made here, begins anew', async () => {
    await applyPull(db, page([pulledActivity(40, 2, activity()), pulledResponse(41, 1)]));
    await edit(db, { kind: 'activity', id: activity().id, changes: { name: 'Milik sini' } }, NOON);
    await applyPull(db, page([], 30));
    expect(await pullState(db)).toEqual({ cursor: 0, head: 0, lastPullAt: null });
    expect(await loadColumns(db)).toEqual([]);
    expect(await takeEdits(db, 10)).toHaveLength(1);
    await applyPull(db, page([pulledActivity(1, 1, activity()), pulledResponse(2, 1)], 30));
    expect(await allCodes()).toEqual([codeOfNumber(1)]);
  });
});

describe('what only a newer version of the app knows', () => {
  test('is kept as it is and told, and nothing beside it is lost', async () => {
    const unknown = { ...pulledActivity(1, 1, activity(2)), kind: 'belum-dikenal' };
    const conflict = {
      ...{ type: 'conflict' as const, seq: 2, id: idOf('conflict', 2), kind: 'belum-dikenal' },
      ...{ document: unknown.id, field: 'name', wanted: 'x', wantedBy: '', wantedAt: SERVER_TIME },
      settled: false,
    };
    await applyPull(db, page([unknown, conflict, pulledActivity(3, 1, activity())]));
    expect(await activities(db)).toEqual([activity()]);
    expect(await listConflicts(db)).toEqual([]);
    expect(await unreadableDocuments(db)).toBe(1);
  });
});

describe('a conflict', () => {
  const conflict = {
    ...({
      type: 'conflict',
      seq: 5,
      id: idOf('conflict', 1),
      kind: 'activity',
      document: activity().id,
    } as const),
    ...{
      field: 'name',
      wanted: 'Nama lain',
      wantedBy: idOf('account', 2),
      wantedAt: SERVER_TIME,
      settled: false,
    },
  };
  beforeEach(() => applyPull(db, page([pulledActivity(4, 4, activity()), conflict])));

  test('is kept until a person decides; then it is out of sight and the decision waits to be sent', async () => {
    const [open] = await listConflicts(db);
    expect(open).toMatchObject({ field: 'name', wanted: 'Nama lain', wantedBy: idOf('account', 2) });
    await settleConflict(db, open!, 'wanted', NOON);
    expect(await listConflicts(db)).toEqual([]);
    expect((await activities(db))[0]?.name).toBe('Nama lain');
    expect(await takeEdits(db, 10)).toMatchObject([
      { settles: conflict.id, baseRevision: 4, changes: { name: 'Nama lain' }, delete: false },
    ]);
  });

  test('can be decided for what is there already: that is sent too', async () => {
    await settleConflict(db, (await listConflicts(db))[0]!, 'kept', NOON);
    expect(await takeEdits(db, 10)).toMatchObject([{ settles: conflict.id, changes: {}, delete: false }]);
  });

  test('that is settled elsewhere is gone', async () => {
    await takeNext(db, [{ ...conflict, seq: 6, settled: true }]);
    expect(await listConflicts(db)).toEqual([]);
  });

  test.each([
    ['wanted', true],
    ['kept', false],
  ] as const)('about a deletion, decided %s, says so', async (decision, deleted) => {
    await takeNext(db, [{ ...conflict, seq: 6, id: idOf('conflict', 2), field: '$deleted', wanted: true }]);
    const open = (await listConflicts(db)).find(({ field }) => field === '$deleted')!;
    await settleConflict(db, open, decision, NOON);
    expect(await takeEdits(db, 10)).toMatchObject([{ settles: open.id, changes: {}, delete: deleted }]);
  });
});

describe('responses as columns', () => {
  const key = fc.constantFrom('waktu', 'sarana', 'perilaku', 'biaya', '__proto');
  const response: fc.Arbitrary<Partial<SurveyResponse>> = fc.record({
    activity: fc.option(fc.integer({ min: 1, max: 4 }).map((number) => idOf('activity', number))),
    questionnaire: fc.record({
      id: fc.constantFrom('protokol', 'lain'),
      version: fc.integer({ min: 1, max: 3 }),
      hash: fc.constant('c'.repeat(64)),
    }),
    channel: fc.constantFrom('kiosk', 'link', 'import'),
    answers: fc.dictionary(key, fc.constantFrom(1, 2, 3, 4, null), { noNullPrototype: true }),
    profile: fc.dictionary(key, fc.constantFrom('a', 'b', 'c'), { noNullPrototype: true }),
    comment: fc.oneof(fc.constant(''), fc.string({ unit: 'grapheme', maxLength: 20 })),
    submittedAt: fc
      .date({ min: new Date('2016-01-01'), max: new Date('2036-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    flags: fc.uniqueArray(
      fc.constantFrom('all-same', 'too-fast', 'after-close', 'clock-odd', 'repeated-phone', 'burst'),
    ),
  });

  test('read back as they came, however the pages are cut', () => {
    fc.assert(
      fc.property(
        fc.array(response, { maxLength: 30 }),
        fc.array(fc.nat({ max: 30 }), { maxLength: 4 }),
        (list, cuts) => {
          const pulled = list.map((changes, number) => pulledResponse(number + 1, number, changes));
          const edges = [
            0,
            ...cuts.filter((cut) => cut <= pulled.length).sort((a, b) => a - b),
            pulled.length,
          ];
          let chunk: Chunk | null = null;
          for (let place = 1; place < edges.length; place += 1) {
            chunk = append(chunk, pulled.slice(edges[place - 1], edges[place])).at(-1) ?? chunk;
          }
          const read = pulled.map((_, row) => rowOf(chunk!, row));
          expect(read).toEqual(pulled.map(asRead));
        },
      ),
    );
  });

  test('have flags and channels in the order of the wire, since their places are stored as they come', () => {
    expect(FLAGS).toEqual(RESPONSE_FLAGS);
    expect(CHANNELS).toEqual(PULLED_CHANNELS);
  });

  test('fill one chunk, then the next; a full one never changes again', () => {
    const many = Array.from({ length: CHUNK_ROWS + 5 }, (_, number) => pulledResponse(number + 1, number));
    const [full, rest] = append(null, many);
    expect([full!.columns.count, rest!.columns.count]).toEqual([CHUNK_ROWS, 5]);
    expect(rowOf(rest!, 4).code).toBe(codeOfNumber(CHUNK_ROWS + 4));
    const next = append(full!, [pulledResponse(1, 1)]);
    expect(next.map(({ columns }) => [columns.chunk, columns.count])).toEqual([[2, 1]]);
  });

  test('with more profile options than a byte can name begin a new chunk', () => {
    const many = Array.from({ length: 300 }, (_, number) =>
      pulledResponse(number + 1, number, { profile: { jabatan: `opsi-${number}` } }),
    );
    const chunks = append(null, many);
    expect(chunks.map(({ columns }) => columns.count)).toEqual([255, 45]);
    expect(rowOf(chunks[0]!, 254).profile).toEqual({ jabatan: 'opsi-254' });
    expect(rowOf(chunks[1]!, 0).profile).toEqual({ jabatan: 'opsi-255' });
    expect(append(chunks[0]!, many.slice(290)).map(({ columns }) => columns.chunk)).toEqual([2]);
  });

  test('weigh about 30 bytes each for figures', () => {
    const profile = { usia: '41-50', jabatan: 'eselon-3', kelamin: 'l', pendidikan: 's1' };
    const answers = Object.fromEntries(Array.from({ length: 9 }, (_, place) => [`u${place}`, 4 as const]));
    const many = Array.from({ length: 1000 }, (_, number) =>
      pulledResponse(number, number, { answers, profile }),
    );
    const { columns } = append(null, many)[0]!;
    const arrays = [
      columns.activity,
      columns.questionnaire,
      columns.channel,
      columns.submittedMinute,
      columns.flags,
    ];
    const wide = [
      ...arrays,
      ...Object.values(columns.answers),
      ...Object.values(columns.profile).map(({ codes }) => codes),
    ];
    const bytes = wide.reduce((sum, array) => sum + array.byteLength, 0);
    expect(bytes / 1000).toBeLessThanOrEqual(25);
  });

  test('a clock that is absurd stays a number', () => {
    const odd = pulledResponse(1, 1, {
      submittedAt: '9999-12-31T23:59:59Z',
    });
    const [chunk] = append(null, [odd]);
    expect(rowOf(chunk!, 0).submittedAt > '6000').toBe(true);
  });

  test('one can be read alone for a drill-down; what is not there is null', async () => {
    await applyPull(db, page([pulledResponse(1, 1), pulledResponse(2, 2, { comment: 'Terima kasih' })]));
    expect(await readResponse(db, { chunk: 1, row: 1 })).toEqual(
      asRead(pulledResponse(2, 2, { comment: 'Terima kasih' })),
    );
    for (const place of [
      { chunk: 1, row: 2 },
      { chunk: 2, row: 0 },
      { chunk: 1, row: -1 },
    ]) {
      expect(await readResponse(db, place)).toBeNull();
    }
  });
});
