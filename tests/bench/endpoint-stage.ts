import { randomUUIDv7 } from 'node:crypto';
import type { Activity } from '#domain/activity.ts';
import { DOCUMENTS } from '#protocol/document.ts';
import { signLink } from '#server/security/link-token.ts';
import { foundAgency, newDocument } from '#server/storage/founding.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import type { Storage } from '#server/storage/storage.ts';
import { Sender } from './sender.ts';
import type { Stage } from './sender.ts';

/** Sets an office up with one activity, its survey link, and `count` enrolled tablets for it. */
export async function setStage(file: string, count: number): Promise<{ stage: Stage; tablets: Sender[] }> {
  const storage = openSqlite(file);
  const at = Date.now();
  const admin = { id: randomUUIDv7(), username: 'admin', name: 'Admin', role: 'admin' as const };
  const account = { ...admin, disabled: false, password: 'none' };
  const agency = await foundAgency(storage, { name: 'Kantor', parent: '', city: '' }, account, at);
  if (agency === null) throw new Error('The data folder is not empty.');
  const activity = anActivity(at);
  const audit = { by: account.id, at };
  await storage.documents.write(agency.id, newDocument('activity', { ...activity }, audit));
  const link = { channel: 'link' as const, subject: activity.id, label: '', activities: [activity.id] };
  const { generation } = await storage.links.issue(agency.id, link, audit);
  const expires = Math.floor(at / 1000) + 86_400;
  const { channel, subject } = link;
  const claims = { agency: agency.number, channel, subject, generation, expires };
  const [document] = await storage.documents.list(agency.id, 'questionnaire');
  const { id, version, hash } = DOCUMENTS.questionnaire.parse(document?.body).questionnaire;
  const stage = {
    ...{ agency: agency.id, activity: activity.id, questionnaire: { id, version, hash } },
    token: signLink(claims, agency.linkKey),
  };
  const tablets = await Promise.all(
    Array.from({ length: count }, (_, number) => enrolledTablet(storage, stage, number)),
  );
  await storage.close();
  return { stage, tablets };
}

async function enrolledTablet(storage: Storage, stage: Stage, number: number): Promise<Sender> {
  const at = Date.now();
  const tablet = Sender.tablet(stage);
  const codeHash = String(number).padStart(64, '0');
  const code = { hash: codeHash, label: `Tablet ${number}`, activities: [stage.activity] };
  await storage.devices.addCode(stage.agency, { ...code, expiresAt: at + 60_000 }, { by: 'bench', at });
  const { id, publicKey } = tablet;
  const enrolled = await storage.devices.enrol(stage.agency, {
    ...{ codeHash, device: id, publicKey, appVersion: 'bench', at },
  });
  if (typeof enrolled === 'string') throw new Error(`The tablet was not enrolled: ${enrolled}`);
  return tablet;
}

/** Open for rating; `at` (milliseconds since 1970) it begins. */
export function anActivity(at: number, name = 'Upacara'): Activity {
  return {
    ...{ id: randomUUIDv7(), name, category: 'upacara', start: new Date(at).toISOString() },
    ...{ end: null, place: '', organiser: '', leaders: [], dress: '', status: 'selesai', officers: '' },
    ...{ invited: null, notes: '', exclusion: null },
    survey: { open: true, closesAt: null, questionnaire: null },
  };
}
