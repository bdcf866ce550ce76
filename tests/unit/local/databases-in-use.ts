/** A device in the middle of its work: something in every table, for the databases that newer builds must open. */
import { canonicalJson } from '#domain/canonical-json.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { keepClipping } from '#local/office/clippings.ts';
import { openOfficeDatabase } from '#local/office/database.ts';
import { edit } from '#local/office/edits.ts';
import { queueImport } from '#local/office/imports.ts';
import { claimOfficeDatabase } from '#local/office/owner.ts';
import { applyPull } from '#local/office/pull.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import { saveDraft, startDraft } from '#local/survey/drafts.ts';
import { markSent, nextBatch, postpone } from '#local/survey/outbox.ts';
import { applyReceipts } from '#local/survey/receipts.ts';
import { freshBrowser } from './fresh.ts';
import { readNative } from './native-database.ts';
import type { NativeDatabase } from './native-database.ts';
import {
  activity,
  AGENCY_ID,
  idOf,
  importRecord,
  page,
  pulledActivity,
  pulledResponse,
  SERVER_TIME,
} from './office-scene.ts';
import { answerOnce, NOON, openKiosk, openPhone } from './survey-scene.ts';

/** A kiosk with four responses (stored, quarantined, passed over, being sent) and an unfinished form. */
export async function surveyInUse(): Promise<NativeDatabase> {
  const browser = freshBrowser();
  const db = await openSurveyDatabase(browser);
  const kiosk = await openKiosk(db);
  await openPhone(db);
  for (const comment of ['Baik "sekali" 🙏', '', '', '']) await answerOnce(db, kiosk, comment);
  const { items } = (await nextBatch(db, kiosk.device, { now: NOON, limit: 4, appVersion: '1' }))!;
  const [stored, aside, passedOver, sending] = items.map(({ id, hash, body }) => ({ id, hash, body }));
  const answer = {
    ...({ marker: PROTOCOL_MARKER, serverTime: SERVER_TIME } as const),
    results: [
      { id: stored!.id, hash: stored!.hash, status: 'stored' as const },
      { id: aside!.id, hash: aside!.hash, status: 'quarantined' as const, code: 'unknown-activity' },
    ],
    ledger: { highest: 2, missing: [], missingCount: 0 },
  };
  await applyReceipts(db, { device: kiosk.device, sender: kiosk.device, items, answer, now: NOON });
  await postpone(db, [passedOver!], 'no-receipt', () => NOON + 60_000);
  await markSent(db, kiosk.device, [sending!]);
  await saveDraft(db, { ...(await startDraft(db, kiosk, 'id', NOON)), comment: 'belum selesai' });
  db.close();
  return readNative(browser.indexedDB, db.name);
}

/** A copy with a document, two responses, a conflict, and an edit, an import and a clipping that wait. */
export async function officeInUse(): Promise<NativeDatabase> {
  const browser = freshBrowser();
  const db = await openOfficeDatabase(AGENCY_ID, browser);
  await claimOfficeDatabase(db, { account: idOf('account', 1), role: 'admin' });
  const conflict = {
    ...({
      type: 'conflict',
      seq: 4,
      id: idOf('conflict', 1),
      kind: 'activity',
      document: activity().id,
    } as const),
    ...{
      field: 'place',
      wanted: 'Pendopo',
      wantedBy: idOf('account', 2),
      wantedAt: SERVER_TIME,
      settled: false,
    },
  };
  const responses = [pulledResponse(2, 1), pulledResponse(3, 2, { comment: 'Terima kasih' })];
  await applyPull(db, page([pulledActivity(1, 1, activity()), ...responses, conflict]));
  await edit(db, { kind: 'activity', id: activity().id, changes: { name: 'Belum terkirim' } }, NOON);
  const bodies = [11, 12].map((number) => canonicalJson(pulledResponse(0, number).response));
  await queueImport(db, importRecord(), bodies, NOON);
  const content = new Uint8Array([37, 80, 68, 70]);
  await keepClipping(db, { fileName: 'kliping.pdf', mediaType: 'application/pdf', content });
  db.close();
  return readNative(browser.indexedDB, db.name);
}
