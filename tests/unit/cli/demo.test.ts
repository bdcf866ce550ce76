import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { Random } from '#cli/demo/random.ts';
import { spanEnding } from '#cli/demo/calendar.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, fillDemo } from '#cli/demo/fill.ts';
import type { Filled } from '#cli/demo/fill.ts';
import { fitProblems } from '#domain/validation.ts';
import { questionnaireProblems } from '#domain/questionnaire-validation.ts';
import { THIRTEEN_ELEMENTS } from '#cli/demo/thirteen-elements.ts';
import { DOCUMENTS } from '#protocol/document.ts';
import { SurveyResponse } from '#protocol/response.ts';
import { isPassword } from '#server/storage/password-hash.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import type { Change } from '#server/storage/document-store.ts';
import type { Storage } from '#server/storage/storage.ts';

const END = '2026-11-22';
let storage: Storage;
let filled: Filled | null;
let agency: string;

beforeAll(async () => {
  storage = openSqlite(':memory:');
  filled = await fillDemo(storage, 2026, END);
  agency = (await storage.agencies.first())?.id ?? '';
}, 60_000);

/** All that the example holds, page by page; what is secret is not among it. */
async function allChanges(store: Storage): Promise<Change[]> {
  const { id } = (await store.agencies.first()) ?? { id: '' };
  const all: Change[] = [];
  for (;;) {
    const { changes } = await store.documents.changes(id, all.at(-1)?.seq ?? 0, 4000);
    if (changes.length === 0) return all;
    all.push(...changes);
  }
}

/** As one digest. */
async function digestOf(store: Storage): Promise<string> {
  return createHash('sha256')
    .update(JSON.stringify(await allChanges(store)))
    .digest('hex');
}

describe('the example year', () => {
  test('has the promised size', () => {
    expect(filled).toEqual({ activities: 420, releases: 300, responses: 9000 });
  });

  test('is the same for the same seed and date, and another for another', async () => {
    const again = openSqlite(':memory:');
    await fillDemo(again, 2026, END);
    expect(await digestOf(again)).toBe(await digestOf(storage));
    const other = openSqlite(':memory:');
    await fillDemo(other, 2027, END);
    expect(await digestOf(other)).not.toBe(await digestOf(storage));
  }, 60_000);

  test('is never laid over data that is there', async () => {
    expect(await fillDemo(storage, 1, END)).toBeNull();
    expect([...storage.responses.each(agency, {})]).toHaveLength(9000);
  }, 60_000);

  test('holds only documents that the endpoint itself would accept', async () => {
    for (const kind of ['agency', 'activity', 'release', 'questionnaire', 'target'] as const) {
      for (const { body } of await storage.documents.list(agency, kind)) {
        expect(DOCUMENTS[kind].safeParse(body).error?.issues ?? [], `${kind} ${String(body['id'])}`).toEqual(
          [],
        );
      }
    }
    expect(questionnaireProblems(THIRTEEN_ELEMENTS)).toEqual([]);
    expect(THIRTEEN_ELEMENTS.elements).toHaveLength(13);
  });

  test('holds only responses that fit their questionnaire and their device’s chain', async () => {
    const forms = new Map(
      (await storage.documents.list(agency, 'questionnaire')).map(({ id, body }) => [
        id,
        DOCUMENTS.questionnaire.parse(body).questionnaire,
      ]),
    );
    const kinds = new Map<string, number>();
    for (const { body, hash } of storage.responses.each(agency, {})) {
      const response = SurveyResponse.parse(JSON.parse(body));
      const { id, version } = response.questionnaire;
      const form = forms.get(`${id}:${version}`);
      expect(form?.hash).toBe(response.questionnaire.hash);
      expect(form && fitProblems(form.content, response)).toEqual([]);
      expect(createHash('sha256').update(body).digest('hex')).toBe(hash);
      kinds.set(response.channel, (kinds.get(response.channel) ?? 0) + 1);
    }
    expect(kinds.get('kiosk')).toBeGreaterThan(5000);
    expect(kinds.get('link')).toBeGreaterThan(1500);
    expect(await storage.responses.quarantine(agency, 10)).toMatchObject([
      ...[
        { code: 'device-revoked', judged: null },
        { code: 'device-revoked', judged: null },
      ],
    ]);
  }, 60_000);

  test('shows tablets with lost numbers, with waiting answers, withdrawn and replaced, an open conflict, and activities still to come', async () => {
    const kiosks = (await storage.devices.list(agency)).filter(({ channel }) => channel === 'kiosk');
    expect(kiosks.map(({ label, epoch }) => `${label} (${epoch})`).sort()).toEqual([
      ...['Tablet 1 (1)', 'Tablet 2 (1)', 'Tablet 3 (1)', 'Tablet 4 (1)', 'Tablet 4 (2)'],
    ]);
    expect(kiosks.every(({ enrolledAt }) => enrolledAt !== null)).toBe(true);
    expect(kiosks.find(({ label }) => label === 'Tablet 2')?.missing).toEqual([57, 88]);
    expect(kiosks.filter(({ missingCount }) => missingCount > 0)).toHaveLength(1);
    const revoked = kiosks.filter(({ revokedAt }) => revokedAt !== null);
    expect(revoked.map(({ label, epoch }) => [label, epoch])).toEqual([['Tablet 4', 1]]);
    const waiting = kiosks.filter(({ unsent }) => unsent > 0);
    expect(waiting).toMatchObject([{ label: 'Tablet 3', unsent: 14 }]);
    const end = Date.parse(`${END}T15:00:00Z`);
    expect(Date.parse(waiting[0]?.state?.oldestUnsentAt ?? '')).toBeLessThan(end - 2 * 86_400_000);
    expect(kiosks.every(({ lastSeenAt }) => lastSeenAt < Date.parse(`${END}T00:00:00+07:00`))).toBe(true);
    expect((await allChanges(storage)).filter(({ type }) => type === 'conflict')).toHaveLength(1);
    const bodies = (await storage.documents.list(agency, 'activity')).map(({ body }) =>
      DOCUMENTS.activity.parse(body),
    );
    expect(bodies.filter(({ start }) => Date.parse(start) > Date.parse(`${END}T15:00:00Z`))).not.toEqual([]);
  });

  test('names no address that could be somebody’s, and says of itself that it is an example', async () => {
    const releases = (await storage.documents.list(agency, 'release')).map(({ body }) =>
      DOCUMENTS.release.parse(body),
    );
    const hosts = new Set(releases.filter(({ url }) => url !== '').map(({ url }) => new URL(url).hostname));
    expect([...hosts].every((host) => host.endsWith('.example'))).toBe(true);
    const [office] = await storage.documents.list(agency, 'agency');
    expect(String(office?.body['name'])).toContain('(CONTOH)');
  });

  test('opens to one account per role with the password that is printed', async () => {
    const accounts = await storage.accounts.list(agency);
    expect(accounts.map(({ role }) => role).sort()).toEqual(['admin', 'komunikasi', 'pimpinan', 'protokol']);
    expect(accounts.map(({ username }) => username).sort()).toEqual(
      DEMO_ACCOUNTS.map(({ username }) => username).sort(),
    );
    for (const { password } of accounts) expect(await isPassword(DEMO_PASSWORD, password)).toBe(true);
  });
});

describe('the change of the form', () => {
  const form = (end: string) => new Date(spanEnding(end).newForm + 7 * 3_600_000).toISOString().slice(0, 10);

  test.each([
    ['2026-11-22', '2026-01-01'],
    ['2026-12-31', '2026-04-01'],
    ['2026-09-10', '2026-01-01'],
    ['2026-06-30', '2025-10-01'],
    ['2026-01-10', '2025-04-01'],
    ['2026-03-31', '2025-07-01'],
  ])('for a year that ends on %s falls on %s', (end, expected) => {
    expect(form(end)).toBe(expected);
  });
});

describe('the generator', () => {
  test('gives ids that are UUIDs of their moment', () => {
    const random = new Random(1);
    for (let count = 0; count < 100; count += 1) {
      const id = random.uuid(1_790_000_000_000);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(1_790_000_000_000);
    }
  });

  test('spreads evenly, weighs as told and shuffles without loss', () => {
    const random = new Random(3);
    const rolls = Array.from({ length: 6000 }, () => random.integer(1, 6));
    for (let face = 1; face <= 6; face += 1) {
      const share = rolls.filter((roll) => roll === face).length;
      expect(share).toBeGreaterThan(850);
      expect(share).toBeLessThan(1150);
    }
    const heads = Array.from({ length: 4000 }, () =>
      random.weighted([
        ['head', 3],
        ['tail', 1],
      ]),
    ).filter((side) => side === 'head');
    expect(heads.length / 4000).toBeCloseTo(0.75, 1);
    expect(random.shuffled([1, 2, 3, 4, 5]).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
