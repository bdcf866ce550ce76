/** What the store's story does inside a browser; bundled into an empty page by `local-store.test.ts`. */
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { kioskContext } from '#local/survey/contexts.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase, SURVEY_SCHEMA_VERSION } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { startDraft } from '#local/survey/drafts.ts';
import { identityFor, keepEnrolment } from '#local/survey/kiosk.ts';
import { queueState } from '#local/survey/queue.ts';
import { submitDraft } from '#local/survey/submit.ts';

export interface KeptResponse {
  readonly id: string;
  readonly sequence: number;
  readonly hash: string;
  readonly previousHash: string;
}

export interface LocalStoreProgram {
  enrol(): Promise<void>;
  /** Answers `count` times; returns the ids that would have been thanked. */
  answer(count: number): Promise<string[]>;
  kept(): Promise<KeptResponse[]>;
  waiting(): Promise<number>;
  /** What another, newer build would do to the store. */
  upgrade(): Promise<void>;
}

declare global {
  interface Window {
    localStore: LocalStoreProgram;
  }
}

const START = Date.parse('2026-08-17T05:00:00.000Z');
let opened: Promise<SurveyDatabase> | undefined;
const database = () => (opened ??= openSurveyDatabase());

window.localStore = {
  enrol: async () => {
    const db = await database();
    const { device } = await identityFor(db, 'the code');
    await keepEnrolment(db, device, enrolment(), START);
  },
  answer: async (count) => {
    const db = await database();
    const context = await kioskContext(db);
    if (!context) throw new Error('Not enrolled.');
    const thanked: string[] = [];
    for (let person = 0; person < count; person += 1) thanked.push(await answerOnce(db, context));
    return thanked;
  },
  kept: async () => {
    const rows = await (await database()).read(['responses'], ({ responses }) => responses.list());
    return rows.map(({ id, sequence, hash, body }) => {
      const { place } = JSON.parse(body) as { place: { previousHash: string } };
      return { id, sequence, hash, previousHash: place.previousHash };
    });
  },
  waiting: async () => (await queueState(await database())).onDevice,
  upgrade: () =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open('skm-survey', (SURVEY_SCHEMA_VERSION + 1) * 10);
      request.onsuccess = () => resolve(request.result.close());
      request.onerror = () => reject(request.error ?? new Error('upgrade'));
    }),
};

async function answerOnce(db: SurveyDatabase, context: SurveyContext): Promise<string> {
  const draft = await startDraft(db, context, 'id', START);
  const submittedAt = new Date().toISOString();
  const filled = { ...draft, answers: { waktu: 4 as const } };
  const stored = await submitDraft(db, {
    draft: filled,
    context,
    submittedAt,
    durationMs: 41_000,
    flags: () => [],
  });
  return stored.responseId;
}

function enrolment() {
  const words = { id: 'Layanan', en: 'Service' };
  const content = { title: words, service: words, elements: [], questions: [], profile: [], comment: null };
  return {
    ...({ marker: PROTOCOL_MARKER, serverTime: new Date(START).toISOString(), demo: false } as const),
    agency: { id: '0190a000-0000-7000-8000-00000000a001', name: 'Bagian Humas dan Protokol' },
    ...{ label: 'Tablet', idleSeconds: 45, epoch: 1, endpointKey: '' },
    activities: [
      {
        ...{ id: '0190a000-0000-7000-8000-0000000ac001', name: 'Upacara', place: 'Alun-alun' },
        ...{ open: true, closesAt: null, start: new Date(START).toISOString() },
        questionnaire: {
          ...{ id: 'layanan', version: 1, hash: 'c'.repeat(64) },
          content: { ...content, optionOrder: 'worst-first' as const },
        },
      },
    ],
  };
}
