import { createHash, randomUUIDv7 } from 'node:crypto';
import { newDocument } from '#server/storage/founding.ts';
import type { AccountRecord } from '#server/storage/account-store.ts';
import type { EditOutcome } from '#server/storage/document-store.ts';
import type { DeviceContact } from '#server/storage/link-store.ts';
import type { AcceptedItem, RefusedItem } from '#server/storage/response-store.ts';
import type { AgencyRecord, Storage } from '#server/storage/storage.ts';

export const AT = 1_790_000_000_000;
export const FIRST = '0'.repeat(64);

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function anAccount(changes: Partial<AccountRecord> = {}): AccountRecord {
  return {
    ...{ id: randomUUIDv7(), username: 'admin', name: 'Admin', role: 'admin', disabled: false },
    ...{ password: 'hash', ...changes },
  };
}

/** An agency with one admin and nothing else. */
export async function anAgency(storage: Storage): Promise<AgencyRecord & { admin: AccountRecord }> {
  const admin = anAccount();
  const founding = { id: randomUUIDv7(), at: AT, onlyIfNone: false, documents: [], account: admin };
  const agency = await storage.agencies.create(founding);
  if (agency === null) throw new Error('The agency was not created.');
  return { ...agency, admin };
}

/** A device that has a link, as it announces itself. */
export async function aContact(storage: Storage, agency: string): Promise<DeviceContact> {
  const link = {
    channel: 'kiosk' as const,
    subject: randomUUIDv7(),
    label: 'Tablet',
    activities: [randomUUIDv7()],
  };
  const { generation } = await storage.links.issue(agency, link, { by: 'test', at: AT });
  return {
    ...{ id: randomUUIDv7(), channel: link.channel, subject: link.subject, generation, label: link.label },
    ...{ appVersion: '1', at: AT, nextSequence: 1, unsent: 0 },
  };
}

/** Responses 1, 2, 3 … of one device, each naming the one before. */
export function aChain(device: string, count: number, text = ''): AcceptedItem[] {
  let previousHash = FIRST;
  return Array.from({ length: count }, (_, at) => {
    const id = randomUUIDv7();
    const body = JSON.stringify({ id, number: at + 1, text });
    const hash = sha256(body);
    const place = { device, sequence: at + 1, previousHash };
    previousHash = hash;
    return { accepted: true, id, hash, body, activity: null, place, submittedAt: AT + at, marks: [] };
  });
}

export function aRefusal(changes: Partial<RefusedItem> = {}): RefusedItem {
  const body = changes.body ?? 'bukan json';
  return {
    ...{ accepted: false, id: randomUUIDv7(), hash: sha256(body), bodyHash: sha256(body), body },
    ...{ code: 'invalid-json', detail: 'Not JSON.', place: null, ...changes },
  };
}

export function aDocument(id: string, body: object = {}): EditOutcome {
  return newDocument('activity', { id, ...body }, { by: 'test', at: AT });
}
