/** What the store's bench does inside a browser; bundled into an empty page by `store.bench.ts`. */
import type { PublicActivity } from '#protocol/survey.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { compareWithJournal } from '#local/journal/compare.ts';
import { kioskContext } from '#local/survey/contexts.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { startDraft } from '#local/survey/drafts.ts';
import { identityFor, keepEnrolment } from '#local/survey/kiosk.ts';
import { queueState } from '#local/survey/queue.ts';
import type { ResponseRow } from '#local/survey/rows.ts';
import { submitDraft } from '#local/survey/submit.ts';
import { openJournal } from '#survey/open-journal.ts';
import { SecondCopy } from '#survey/second-copy.ts';

const KEYS = [
  'persyaratan',
  'prosedur',
  'waktu',
  'biaya',
  'produk',
  'kompetensi',
  'perilaku',
  'sarana',
  'pengaduan',
];
const START = Date.parse('2026-08-17T05:00:00.000Z');

export interface StoreBench {
  /**
   * Milliseconds of each of `count` submits on the database `name`, which is made when it is not there, and of them those
   * that the second copy took; 0 where none is kept.
   */
  submit(name: string, count: number, withCopy: boolean): Promise<{ whole: number; copy: number }[]>;
  /** Milliseconds of comparing the database with the journal, both as `submit` left them. */
  compare(name: string): Promise<number>;
  /** Milliseconds of each of `count` raw puts of a row of the same size in one strict transaction each. */
  rawPut(count: number): Promise<number[]>;
  /** Milliseconds from a closed database to what the first screen needs: the context and the state of the queue. */
  open(name: string): Promise<number>;
}

declare global {
  interface Window {
    bench: StoreBench;
  }
}

globalThis.window.bench = { submit, compare, rawPut, open: timeToOpen };

const journal = openJournal();

async function submit(name: string, count: number, withCopy: boolean): ReturnType<StoreBench['submit']> {
  const db = await openSurveyDatabase({ name });
  const context = await kiosk(db);
  const copies = new SecondCopy({ db, journal, onBroughtBack: () => undefined });
  if (withCopy) await copies.ready();
  const times: { whole: number; copy: number }[] = [];
  for (let person = 0; person < count; person += 1) {
    const started = await startDraft(db, context, 'id', START);
    const draft = { ...started, answers: Object.fromEntries(KEYS.map((key) => [key, 4 as const])) };
    const submittedAt = new Date().toISOString();
    const before = performance.now();
    let copy = 0;
    const keepCopy = async (row: ResponseRow) => {
      const begun = performance.now();
      if ((await copies.keep(row, context)) !== 'opfs') throw new Error('The journal does not work here.');
      copy = performance.now() - begun;
    };
    const submission = { draft, context, submittedAt, durationMs: 41_000, flags: () => [] };
    await submitDraft(db, withCopy ? { ...submission, keepCopy } : submission);
    times.push({ whole: performance.now() - before, copy });
  }
  db.close();
  return times;
}

async function compare(name: string): Promise<number> {
  const db = await openSurveyDatabase({ name });
  const before = performance.now();
  await compareWithJournal(db, journal, Date.now());
  const time = performance.now() - before;
  db.close();
  return time;
}

async function rawPut(count: number): Promise<number[]> {
  indexedDB.deleteDatabase('raw');
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('raw', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('rows', { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('raw'));
  });
  const times: number[] = [];
  for (let id = 0; id < count; id += 1) {
    const before = performance.now();
    await new Promise<void>((resolve) => {
      const transaction = db.transaction('rows', 'readwrite', { durability: 'strict' });
      transaction.objectStore('rows').put({ id, body: 'x'.repeat(900) });
      transaction.oncomplete = () => resolve();
    });
    times.push(performance.now() - before);
  }
  db.close();
  return times;
}

async function timeToOpen(name: string): Promise<number> {
  const before = performance.now();
  const db = await openSurveyDatabase({ name });
  await kioskContext(db);
  await queueState(db);
  const time = performance.now() - before;
  db.close();
  return time;
}

async function kiosk(db: SurveyDatabase): Promise<SurveyContext> {
  const words = { id: 'Layanan', en: 'Service' };
  const activity: PublicActivity = {
    ...{
      id: '0190a000-0000-7000-8000-0000000ac001',
      name: 'Upacara',
      place: 'Alun-alun',
      open: true,
      closesAt: null,
    },
    start: new Date(START).toISOString(),
    questionnaire: {
      ...{ id: 'layanan', version: 1, hash: 'c'.repeat(64) },
      content: {
        ...{ title: words, service: words, optionOrder: 'worst-first', profile: [], comment: null },
        ...{ elements: [], questions: [] },
      },
    },
  };
  const answer = {
    ...({ marker: PROTOCOL_MARKER, serverTime: new Date(START).toISOString(), demo: false } as const),
    agency: { id: '0190a000-0000-7000-8000-00000000a001', name: 'Bagian Humas dan Protokol' },
    ...{ label: 'Tablet', idleSeconds: 45, activities: [activity], epoch: 1, endpointKey: '' },
  };
  const { device } = await identityFor(db, 'the code');
  return keepEnrolment(db, device, answer, START);
}
