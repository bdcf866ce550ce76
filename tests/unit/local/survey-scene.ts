/** A small city office for the tests of the survey side: one agency, activities, links and filled forms. */
import { KEY_ALGORITHM, toBase64url } from '#protocol/signature.ts';
import type { DeviceAnswer, LinkAnswer, PublicActivity, PushAnswer, PushItem } from '#protocol/survey.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { saveLinkContext } from '#local/survey/contexts.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { saveDraft, startDraft } from '#local/survey/drafts.ts';
import { identityFor, keepEnrolment } from '#local/survey/kiosk.ts';
import type { Answered } from '#local/survey/receipts.ts';
import { submitDraft } from '#local/survey/submit.ts';
import type { Stored, Submission } from '#local/survey/submit.ts';
import { sumOfTaken } from '#local/survey/taken.ts';

export const NOON = Date.parse('2026-08-17T05:00:00.000Z');
export const AGENCY = { id: '0190a000-0000-7000-8000-00000000a001', name: 'Bagian Humas dan Protokol' };

export function activity(number: number): PublicActivity {
  const text = { id: 'Bagaimana?', en: 'How?' };
  return {
    id: `0190a000-0000-7000-8000-0000000ac${String(number).padStart(3, '0')}`,
    name: `Upacara ${number}`,
    start: '2026-08-17T01:00:00Z',
    place: 'Alun-alun',
    open: true,
    closesAt: null,
    questionnaire: {
      id: 'protokol',
      version: 1,
      hash: 'c'.repeat(64),
      content: {
        title: text,
        service: text,
        elements: [{ key: 'waktu', name: text }],
        questions: [
          {
            key: 'waktu-1',
            element: 'waktu',
            text,
            options: ([1, 2, 3, 4] as const).map((value) => ({ value, text })),
            allowCannotJudge: true,
          },
        ],
        optionOrder: 'worst-first',
        profile: [],
        comment: text,
      },
    },
  };
}

export function linkAnswer(number = 1, agency = AGENCY): LinkAnswer {
  const serverTime = new Date(NOON + 5000).toISOString();
  return { marker: PROTOCOL_MARKER, serverTime, agency, demo: false, activity: activity(number) };
}

const endpointKeys = await crypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']);
/** Signs for the office's endpoint. */
export const ENDPOINT_SECRET = endpointKeys.privateKey;
export const ENDPOINT_KEY = toBase64url(
  new Uint8Array(await crypto.subtle.exportKey('raw', endpointKeys.publicKey)),
);

export const CODE = '1-7K3M-Q9PX';

export function deviceAnswer(numbers: readonly number[] = [1, 2], agency = AGENCY): DeviceAnswer {
  return {
    marker: PROTOCOL_MARKER,
    serverTime: new Date(NOON).toISOString(),
    agency,
    demo: false,
    label: 'Tablet 2',
    epoch: 1,
    endpointKey: ENDPOINT_KEY,
    idleSeconds: 45,
    activities: numbers.map(activity),
  };
}

export function openPhone(db: SurveyDatabase, number = 1): Promise<SurveyContext> {
  return saveLinkContext(db, `token-of-link-${number}`, linkAnswer(number), NOON);
}

/** A phone that was opened with the card of one invited person. */
export function openCard(db: SurveyDatabase, code: string): Promise<SurveyContext> {
  return saveLinkContext(db, `token-of-link-1.${code}`, linkAnswer(1), NOON);
}

/** A kiosk that an endpoint took by a code; another code makes another identity of it. */
export async function openKiosk(
  db: SurveyDatabase,
  code = CODE,
  answer = deviceAnswer(),
): Promise<SurveyContext> {
  const { device } = await identityFor(db, code);
  return keepEnrolment(db, device, answer, NOON);
}

/** A started and filled form, ready to be submitted. */
export async function filledForm(
  db: SurveyDatabase,
  context: SurveyContext,
  comment = '',
): Promise<Submission> {
  const draft = {
    ...(await startDraft(db, context, 'id', NOON)),
    answers: { 'waktu-1': 4 as const },
    comment,
  };
  await saveDraft(db, draft);
  const submittedAt = new Date(NOON + 40_000).toISOString();
  return { draft, context, submittedAt, durationMs: 40_000, flags: () => [] };
}

export async function answerOnce(db: SurveyDatabase, context: SurveyContext, comment = ''): Promise<Stored> {
  return submitDraft(db, await filledForm(db, context, comment));
}

/** An endpoint that has stored everything it ever got. */
export function receiptsFor(device: string, items: readonly PushItem[], now: number): Answered {
  const results = items.map(({ id, hash }) => ({ id, hash, status: 'stored' as const }));
  const ledger = { highest: 1_000_000, missing: [], missingCount: 0 };
  const serverTime = new Date(now).toISOString();
  const answer: PushAnswer = { marker: PROTOCOL_MARKER, serverTime, results, ledger };
  return { device, sender: device, items, now, answer };
}

/** How many responses this browser took of each event, as staff read it. */
export async function takenIn(db: SurveyDatabase): Promise<Record<string, number>> {
  const ledgers = await db.read(['ledgers'], (tables) => tables.ledgers.list());
  const all = ledgers.map(({ taken }) => taken ?? {});
  return Object.fromEntries([...sumOfTaken(all, '')].map(([event, { total }]) => [event, total]));
}
