import { createHash, randomUUIDv7 } from 'node:crypto';
import type { Activity } from '#domain/activity.ts';
import type { SurveyResponse } from '#domain/response.ts';
import type { DocumentKind } from '#protocol/document.ts';
import type { Edit } from '#protocol/office.ts';
import { ROLES } from '#protocol/role.ts';
import type { Role } from '#protocol/role.ts';
import type { PushItem, PushRequest } from '#protocol/survey.ts';
import { officeApp, surveyApp } from '#server/apps.ts';
import type { Endpoint } from '#server/endpoint.ts';
import type { App } from '#server/http/app.ts';
import { jsonLog } from '#server/log.ts';
import { openSession } from '#server/office/session.ts';
import { Passwords } from '#server/security/password.ts';
import { SetupCode } from '#server/security/setup-code.ts';
import { foundAgency } from '#server/storage/founding.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import type { AgencyRecord, Storage } from '#server/storage/storage.ts';

export const OFFICE = 'http://kantor.test';
export const SURVEY = 'http://survei.test';

/** Noon in Jakarta on an ordinary day. */
export const NOON = Date.parse('2026-11-20T05:00:00Z');

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed body; `null` when it was not JSON. */
  readonly body: Record<string, unknown>;
}

/** Both origins over a store in memory, with a clock that stands still until a test moves it. */
export interface Stage {
  readonly storage: Storage;
  readonly endpoint: Endpoint;
  readonly survey: App;
  readonly office: App;
  readonly log: string[];
  /** One-time code of this start. */
  readonly setupCode: string;
  readonly clock: { now: number };
}

export async function openStage(
  parts: {
    storage?: Storage;
    builtFolder?: string;
    surveyOrigin?: string;
    adminOrigin?: string;
    demo?: boolean;
    passwords?: Passwords;
  } = {},
): Promise<Stage> {
  const clock = { now: NOON };
  const log: string[] = [];
  const storage = parts.storage ?? openSqlite(':memory:');
  const now = (): number => clock.now;
  const endpoint: Endpoint = {
    storage,
    surveyOrigin: parts.surveyOrigin ?? SURVEY,
    adminOrigin: parts.adminOrigin ?? OFFICE,
    demo: parts.demo ?? false,
    appVersion: '0.0.0-test',
    now,
    log: jsonLog((line) => log.push(line), now),
  };
  let setupCode = '';
  const code = new SetupCode(now, (told) => {
    setupCode = told;
  });
  const folder = parts.builtFolder ?? '/nonexistent';
  const survey = await surveyApp(endpoint, folder);
  const office = await officeApp(endpoint, { code, passwords: parts.passwords ?? new Passwords() }, folder);
  return { storage, endpoint, survey, office, log, setupCode, clock };
}

export interface Office extends Stage {
  readonly agency: AgencyRecord;
  /** A call of the staff API as somebody of a role; `null` is somebody who is not signed in. */
  as(
    role: Role | null,
  ): (method: string, path: string, body?: unknown, headers?: HeadersInit) => Promise<Reply>;
  accountOf(role: Role): string;
}

/** A stage with an agency and one account per role, all signed in. */
export async function openOffice(parts: Parameters<typeof openStage>[0] = {}): Promise<Office> {
  const stage = await openStage(parts);
  const { storage, endpoint, clock } = stage;
  const accounts = ROLES.map((role) => ({
    ...{ id: randomUUIDv7(), username: role, name: `Nama ${role}`, role, disabled: false, password: 'none' },
  }));
  const [admin, ...others] = accounts;
  if (admin === undefined) throw new Error('No roles.');
  const names = { name: 'Bagian Protokol', parent: 'Sekretariat Daerah', city: 'Kota' };
  const agency = await foundAgency(storage, names, admin, clock.now);
  if (agency === null) throw new Error('There is an agency already.');
  for (const account of others)
    await storage.accounts.add(agency.id, account, { by: admin.id, at: clock.now });
  const cookies = new Map<Role, string>();
  for (const account of accounts) {
    const { cookie } = await openSession(endpoint, agency, account);
    cookies.set(account.role, cookie.split(';')[0] ?? '');
  }
  return {
    ...stage,
    agency,
    accountOf: (role) => accounts.find((account) => account.role === role)?.id ?? '',
    as: (role) => (method, path, body, headers) =>
      call(stage.office, method, `${endpoint.adminOrigin}/api/v1/${path}`, body, {
        origin: endpoint.adminOrigin,
        ...(role === null ? {} : { cookie: cookies.get(role) ?? '' }),
        ...Object.fromEntries(new Headers(headers)),
      }),
  };
}

/** One request with a JSON body. */
export async function call(
  app: App,
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const typed = body === undefined ? headers : { 'content-type': 'application/json', ...headers };
  return reply(await app(new Request(url, { method, headers: typed, body: bodyOf(body) })));
}

function bodyOf(body: unknown): string | Blob | null {
  if (body === undefined) return null;
  return typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body);
}

export async function reply(response: Response): Promise<Reply> {
  const text = await response.text();
  const parsed: unknown = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : null;
  const body = typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  return { status: response.status, headers: response.headers, text, body };
}

export function problemOf({ status, body }: Reply): string {
  return `${status} ${String(body['problem'])}`;
}

export function anActivity(changes: Partial<Activity> = {}): Activity {
  return {
    ...{ id: randomUUIDv7(), name: 'Upacara', category: 'upacara', start: '2026-11-20T01:00:00Z', end: null },
    ...{ place: 'Alun-alun', organiser: 'Sekretariat Daerah', leaders: ['wali-kota'], dress: 'PDH' },
    ...{ status: 'selesai', officers: '', invited: 100, notes: '', exclusion: null },
    survey: { open: true, closesAt: null, questionnaire: null },
    ...changes,
  };
}

export function anEdit(
  kind: DocumentKind,
  document: string,
  changes: object,
  rest: Partial<Edit> = {},
): Edit {
  return {
    ...{ id: randomUUIDv7(), kind, document, baseRevision: 0, changes: { ...changes }, delete: false },
    ...{ settles: null, at: '2026-11-20T05:00:00.000Z' },
    ...rest,
  };
}

/** Sends edits as a role; returns the results. */
export async function sendEdits(
  office: Office,
  role: Role,
  ...edits: Edit[]
): Promise<Record<string, unknown>[]> {
  const { body } = await office.as(role)('POST', 'edits', { protocol: 1, edits });
  return records(body['results']);
}

export function records(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) throw new TypeError('Expected a list.');
  return value.map((entry: unknown) => ({ ...(typeof entry === 'object' ? entry : {}) }));
}

/** An activity in the store with its survey link. */
export async function anOpenSurvey(
  office: Office,
  changes: Partial<Activity> = {},
): Promise<{ activity: Activity; token: string }> {
  const activity = anActivity(changes);
  await sendEdits(office, 'admin', anEdit('activity', activity.id, activity));
  return { activity, token: await issue(office, activity.id) };
}

export async function issue(office: Office, activity: string): Promise<string> {
  const link = { channel: 'link', activities: [activity], label: 'Pintu utama' };
  const { body } = await office.as('admin')('POST', 'links', link);
  return String(body['url']).split('=')[1] ?? '';
}

/** A phone or kiosk that numbers and chains its responses as the real ones do. */
export class FieldDevice {
  readonly id = randomUUIDv7();
  readonly channel: 'link' | 'kiosk';
  /** Where it sends; another one after a restore. */
  office: Office;
  sequence = 0;
  lastHash = '0'.repeat(64);

  constructor(office: Office, channel: 'link' | 'kiosk' = 'link') {
    this.office = office;
    this.channel = channel;
  }

  async answer(activity: string | null, changes: Partial<SurveyResponse> = {}): Promise<PushItem> {
    const { agency, storage } = this.office;
    const [document] = await storage.documents.list(agency.id, 'questionnaire');
    const questionnaire = (document?.body['questionnaire'] ?? {}) as SurveyResponse['questionnaire'];
    const { id, version, hash } = questionnaire;
    this.sequence += 1;
    const response: SurveyResponse = {
      ...{ format: 1, id: randomUUIDv7(), agency: agency.id, activity, questionnaire: { id, version, hash } },
      ...{
        channel: this.channel,
        answers: { waktu: 3, perilaku: 4 },
        profile: {},
        comment: '',
        language: 'id',
      },
      ...{ submittedAt: '2026-11-20T04:30:00.000Z', durationMs: 40_000, flags: [] },
      place: { device: this.id, sequence: this.sequence, previousHash: this.lastHash },
      ...changes,
    };
    const item = frozen(response);
    this.lastHash = item.hash;
    return item;
  }

  batch(items: readonly PushItem[], device: Partial<PushRequest['device']> = {}): PushRequest {
    const own = { id: this.id, appVersion: '1.0.0', nextSequence: this.sequence + 1, unsent: items.length };
    return { protocol: 1, device: { ...own, ...device }, items: [...items] };
  }

  /** Pushes items; returns the whole reply. */
  push(
    token: string,
    items: readonly PushItem[],
    device: Partial<PushRequest['device']> = {},
  ): Promise<Reply> {
    return call(this.office.survey, 'POST', `${SURVEY}/api/v1/push`, this.batch(items, device), {
      authorization: `Link ${token}`,
    });
  }
}

export function frozen(response: SurveyResponse): PushItem {
  const body = JSON.stringify(response);
  return { id: response.id, hash: createHash('sha256').update(body).digest('hex'), body };
}

/** `stored`, `same`, `conflict`, or `quarantined(code)` of each item. */
export function outcomes({ body }: Reply): string[] {
  return records(body['results']).map(({ status, code }) =>
    status === 'quarantined' ? `quarantined(${String(code)})` : String(status),
  );
}
