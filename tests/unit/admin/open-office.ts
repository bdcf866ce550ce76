import { database, setDatabase } from '#admin/database.ts';
import { remember } from '#admin/remembered-session.ts';
import { openOfficeDatabase } from '#local/office/database.ts';
import type { OfficeDatabase } from '#local/office/database.ts';
import type { PullItem } from '#protocol/office.ts';
import type { Role } from '#protocol/role.ts';
import { applyPull } from '#local/office/pull.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { ADMIN, AGENCY } from './endpoint-double.ts';

/** An open local copy, as after sign-in, filled with what the endpoint would have sent. */
export async function openOffice(
  items: readonly PullItem[] = [],
  role: Role = 'admin',
): Promise<OfficeDatabase> {
  remember({ agency: AGENCY, account: { ...ADMIN, role }, demo: false, signedOutPending: false });
  const db = await openOfficeDatabase(AGENCY);
  const cursor = items.length;
  const serverTime = '2026-11-23T00:00:00.000Z';
  await applyPull(db, {
    marker: PROTOCOL_MARKER,
    serverTime,
    after: 0,
    items: [...items],
    cursor,
    head: cursor,
  });
  setDatabase(db);
  return db;
}

export async function closeOffice(): Promise<void> {
  database.value?.close();
  setDatabase(null);
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name ?? '');
  localStorage.clear();
}

/** A document as a pull brings it. */
export function pulled(
  seq: number,
  kind: string,
  body: { readonly id: string },
  changedBy = 'Rekan',
): PullItem {
  return {
    type: 'document',
    seq,
    kind: kind as 'activity',
    id: body.id,
    revision: 2,
    deleted: false,
    body,
    changedAt: '2026-11-22T02:00:00.000Z',
    changedBy,
  };
}
