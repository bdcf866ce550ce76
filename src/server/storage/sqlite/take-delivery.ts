import type { PushResult } from '#protocol/survey.ts';
import type { AlarmKind } from '../device-store.ts';
import type { Delivery, DeliveryResult, JudgedItem } from '../response-store.ts';
import { raiseAlarm } from './alarms.ts';
import type { Connection } from './connection.ts';
import { Batch } from './deliver.ts';
import { deviceLedger, noteContact } from './devices.ts';
import { markedBurst } from './burst.ts';
import { onlyFirst, spendCode } from './personal-codes.ts';
import { hexBytes, integer, text, uuidBytes } from './values.ts';

/** Takes one delivery inside the running transaction; see `ResponseStore.deliver`. */
export function takeDelivery(connection: Connection, delivery: Delivery): DeliveryResult {
  const agency = uuidBytes(delivery.agency);
  const { contact, receivedAt } = delivery;
  if (contact !== null) noteContact(connection, agency, contact);
  const judged = asJudgedByStaff(connection, agency, delivery.items);
  const { personal } = delivery;
  const items = personal === undefined ? judged : onlyFirst(connection, agency, personal, judged);
  const results: PushResult[] = [];
  for (const [device, places] of placesByDevice(items, contact?.id ?? null)) {
    const key = device === null ? null : uuidBytes(device);
    const batch = new Batch(connection, agency, receivedAt, key);
    const mine = places.flatMap((at) => markedBurst(connection, agency, items[at]) ?? []);
    const taken = batch.takeAll(mine).flatMap((result, at): Taken[] => {
      const [place, item] = [places[at], mine[at]];
      if (place === undefined || item === undefined) return [];
      results[place] = result;
      return [{ item, result }];
    });
    batch.finish();
    if (key !== null) noteAftermath(connection, agency, key, taken, receivedAt);
  }
  if (personal !== undefined && results.some(({ status }) => status === 'stored'))
    spendCode(connection, agency, personal);
  if (contact === null) return { results, ledger: null, backedUp: 0 };
  const device = uuidBytes(contact.id);
  const ledger = deviceLedger(connection, agency, device);
  return { results, ledger, backedUp: backedUpOf(connection, agency, device) };
}

/**
 * Places of the items by the device whose numbers they carry. That is the sender, except for responses of an identity
 * that was lost, which a kiosk read back and sends with their own signatures.
 */
function placesByDevice(items: readonly JudgedItem[], sender: string | null): Map<string | null, number[]> {
  const places = new Map<string | null, number[]>();
  for (const [at, item] of items.entries()) {
    const own = item.accepted && 'device' in item.place ? item.place.device : sender;
    const known = places.get(own);
    if (known === undefined) places.set(own, [at]);
    else known.push(at);
  }
  return places;
}

/** What staff refused once stays refused, also when its sender may send by now. */
function asJudgedByStaff(
  connection: Connection,
  agency: Buffer,
  items: readonly JudgedItem[],
): readonly JudgedItem[] {
  const any = `SELECT 1 FROM quarantine WHERE agency = ? AND decision = 'refused' LIMIT 1`;
  if (connection.get(() => true, any, agency) === null) return items;
  return items.map((item) => {
    if (!item.accepted) return item;
    const code = connection.get(
      (row) => text(row['code']),
      `SELECT code FROM quarantine WHERE agency = ? AND item = ? AND hash = ? AND decision = 'refused'`,
      agency,
      uuidBytes(item.id),
      hexBytes(item.hash),
    );
    if (code === null) return item;
    const { id, hash, body } = item;
    const place = 'device' in item.place ? item.place : null;
    return { accepted: false, id, hash, bodyHash: hash, body, code, detail: 'Staff refused it.', place };
  });
}

interface Taken {
  readonly item: JudgedItem;
  readonly result: PushResult;
}

const ALARM_OF: Readonly<Record<string, AlarmKind>> = {
  'id-taken': 'id-conflict',
  'sequence-taken': 'identity-twice',
};

/** What the items of one device mean for its alarms and for what backups cover. */
function noteAftermath(
  connection: Connection,
  agency: Buffer,
  device: Buffer,
  taken: readonly Taken[],
  at: number,
): void {
  let lowest = Number.POSITIVE_INFINITY;
  for (const { item, result } of taken) {
    const { place } = item;
    if (result.status === 'same' || place === null || !('device' in place)) continue;
    lowest = Math.min(lowest, place.sequence);
    const kind = ALARM_OF[result.status === 'conflict' ? 'id-taken' : (result.code ?? '')];
    if (kind === undefined || !isNewlyAside(connection, agency, item, at)) continue;
    raiseAlarm(connection, agency, device, { kind, detail: `number ${place.sequence}`, at });
  }
  // A number that arrives after the newest backup went past it is not in that backup.
  if (lowest > backedUpOf(connection, agency, device)) return;
  const sql = 'UPDATE devices SET backed_up = ? WHERE agency = ? AND id = ?';
  connection.run(sql, lowest - 1, agency, device);
}

/** Whether an item was put aside in this delivery, not in an earlier one: what staff settled must not ring again. */
function isNewlyAside(connection: Connection, agency: Buffer, item: JudgedItem, at: number): boolean {
  const found = connection.get(
    () => true,
    'SELECT 1 FROM quarantine WHERE agency = ? AND item = ? AND hash = ? AND received_at = ?',
    agency,
    uuidBytes(item.id),
    hexBytes(item.accepted ? item.hash : item.bodyHash),
    at,
  );
  return found !== null;
}

function backedUpOf(connection: Connection, agency: Buffer, device: Buffer): number {
  const sql = 'SELECT backed_up FROM devices WHERE agency = ? AND id = ?';
  return connection.get((row) => integer(row['backed_up']), sql, agency, device) ?? 0;
}
