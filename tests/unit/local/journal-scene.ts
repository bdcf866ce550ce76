/** What a device with a second journal does: it takes answers and delivers them. */
import type { Journal } from '#local/journal/journal.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { contextRow } from '#local/survey/ledger.ts';
import { nextBatch } from '#local/survey/outbox.ts';
import { applyReceipts } from '#local/survey/receipts.ts';
import type { ResponseRow } from '#local/survey/rows.ts';
import { devicesWithUnsent, senderOf } from '#local/survey/senders.ts';
import { submitDraft } from '#local/survey/submit.ts';
import type { Stored } from '#local/survey/submit.ts';
import { filledForm, NOON, receiptsFor } from './survey-scene.ts';

export async function answerWithCopy(
  db: SurveyDatabase,
  journal: Journal,
  context: SurveyContext,
  comment = '',
): Promise<Stored> {
  const submission = await filledForm(db, context, comment);
  const keepCopy = (response: ResponseRow) => journal.keep({ response, context: contextRow(context) });
  return submitDraft(db, { ...submission, keepCopy });
}

/** Delivers everything as the sender would, and gives the responses in the order in which they left. */
export async function deliverAll(db: SurveyDatabase): Promise<{ id: string; body: string }[]> {
  const sent: { id: string; body: string }[] = [];
  for (const { device } of await devicesWithUnsent(db)) {
    if ((await senderOf(db, device)) === null) throw new Error(`Nobody may send for ${device}.`);
    const { items } = (await nextBatch(db, device, { now: NOON, limit: 100, appVersion: '1' }))!;
    sent.push(...items);
    await applyReceipts(db, receiptsFor(device, items, NOON));
  }
  return sent;
}
