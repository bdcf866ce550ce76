import type { DeviceState, PushAnswer, PushRequest } from '#protocol/survey.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { releaseSafe } from '#local/survey/keeping.ts';
import { emptyRequest, nextBatch } from '#local/survey/outbox.ts';
import type { IdentityRow } from '#local/survey/rows.ts';
import type { Wire } from './ask.ts';
import { deviceState } from './device-state.ts';
import { pushSigned, SEAL_BYTES } from './kiosk-transport.ts';

export interface KioskLine {
  readonly db: SurveyDatabase;
  /** Whose responses are delivered. */
  readonly device: string;
  /** Who delivers them. */
  readonly identity: IdentityRow;
  readonly appVersion: string;
  readonly journal: () => DeviceState['journal'];
}

/** The next request of a kiosk; one without items when nothing is due and `isContactDue`. */
export async function nextRequest(
  { db, device, identity, appVersion }: KioskLine,
  options: { readonly now: number; readonly limit: number },
  isContactDue: boolean,
): Promise<PushRequest | null> {
  const sender = identity.device;
  const batch = await nextBatch(db, device, { ...options, appVersion, sender, reserve: SEAL_BYTES });
  if (batch !== null || !isContactDue || sender !== device) return batch;
  return db.read(['ledgers'], (tables) => emptyRequest(tables, device, appVersion));
}

export async function deliver(
  { db, identity, journal }: KioskLine,
  request: PushRequest,
  signal: AbortSignal,
  wire: Wire,
): Promise<PushAnswer> {
  const state = await deviceState(db, identity.device, journal());
  return pushSigned(db, identity, request, state, signal, wire);
}

/** Removes what is safe at the office, a piece whenever the page is idle. */
export async function release(
  { db, device }: KioskLine,
  idle: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let from: number | null = 1;
  while (from !== null) {
    await idle();
    if (signal.aborted) return;
    from = await releaseSafe(db, device, from);
  }
}
