/** Whatever is lost, in whatever order: what was thanked is kept or received, and no number stands for two responses. */
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { compareWithJournal } from '#local/journal/compare.ts';
import type { Journal } from '#local/journal/journal.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase, SurveyTables } from '#local/survey/database.ts';
import { contextRow } from '#local/survey/ledger.ts';
import { nextBatch } from '#local/survey/outbox.ts';
import { applyReceipts } from '#local/survey/receipts.ts';
import type { ResponseRow } from '#local/survey/rows.ts';
import { devicesWithUnsent, senderOf } from '#local/survey/senders.ts';
import { submitDraft } from '#local/survey/submit.ts';
import { freshBrowser } from './fresh.ts';
import { PrivateFiles } from './private-files.ts';
import { filledForm, NOON, openKiosk, openPhone, receiptsFor } from './survey-scene.ts';

const TABLES = [
  ...(['contexts', 'agendas', 'drafts', 'responses', 'outbox', 'ledgers', 'identities', 'meta'] as const),
];

type Step =
  | { readonly kind: 'answer'; readonly tab: 0 | 1; readonly mode: 'kiosk' | 'phone' }
  | { readonly kind: 'deliver' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'lose'; readonly tables: readonly (keyof SurveyTables)[] }
  | { readonly kind: 'wipe' }
  /** The browser drops the database in the middle of a comparison, before its next but `use` use of it. */
  | { readonly kind: 'drop'; readonly use: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('answer' as const),
        tab: fc.constantFrom(0 as const, 1 as const),
        mode: fc.constantFrom('kiosk' as const, 'phone' as const),
      }),
    },
    { weight: 2, arbitrary: fc.constant({ kind: 'deliver' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('lose' as const),
        tables: fc.subarray([...TABLES], { minLength: 1 }),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'wipe' as const }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('drop' as const), use: fc.nat({ max: 2 }) }),
    },
  ),
  { maxLength: 25 },
);

/** A browser with two tabs, and an endpoint that keeps what it is given. */
class World {
  readonly files = new PrivateFiles();
  readonly thanked = new Set<string>();
  readonly endpoint = new Map<string, string>();
  readonly places = new Map<string, string>();
  #indexedDB = freshBrowser().indexedDB;
  #tabs: { db: SurveyDatabase; journal: Journal }[] = [];

  /** Both tabs are opened, and compare at the same time. */
  async start(): Promise<void> {
    for (let tab = 0; tab < 2; tab += 1) {
      const db = await openSurveyDatabase({ indexedDB: this.#indexedDB });
      this.#tabs.push({ db, journal: this.files.openJournal() });
    }
    await Promise.all(this.#tabs.map(({ db, journal }) => compareWithJournal(db, journal, NOON)));
  }

  close(): void {
    for (const { db } of this.#tabs) db.close();
    this.#tabs = [];
    this.files.closeTabs();
  }

  async do(step: Step): Promise<void> {
    if (step.kind === 'answer') return this.#answer(step.tab, step.mode);
    if (step.kind === 'deliver') return this.#deliver();
    if (step.kind === 'lose') await this.#lose(step.tables);
    if (step.kind === 'drop') await this.#dropWhileComparing(step.use);
    this.close();
    if (step.kind === 'wipe') this.#indexedDB = freshBrowser().indexedDB;
    await this.start();
  }

  async #answer(tab: 0 | 1, mode: 'kiosk' | 'phone'): Promise<void> {
    const { db, journal } = this.#tabs[tab]!;
    const context: SurveyContext = await (mode === 'kiosk' ? openKiosk(db) : openPhone(db));
    const keepCopy = (response: ResponseRow) => {
      const place = `${response.device} ${response.sequence}`;
      if ((this.places.get(place) ?? response.id) !== response.id)
        throw new Error(`${place} was given out twice.`);
      this.places.set(place, response.id);
      return journal.keep({ response, context: contextRow(context) });
    };
    const { responseId } = await submitDraft(db, { ...(await filledForm(db, context)), keepCopy });
    this.thanked.add(responseId);
  }

  async #deliver(): Promise<void> {
    const { db } = this.#tabs[0]!;
    for (const { device } of await devicesWithUnsent(db)) {
      if ((await senderOf(db, device)) === null) continue;
      const batch = await nextBatch(db, device, { now: NOON, limit: 100, appVersion: '1' });
      const items = batch?.items ?? [];
      for (const { id, hash } of items) {
        if ((this.endpoint.get(id) ?? hash) !== hash) throw new Error(`${id} came with two contents.`);
        this.endpoint.set(id, hash);
      }
      await applyReceipts(db, receiptsFor(device, items, NOON));
    }
  }

  async #dropWhileComparing(use: number): Promise<void> {
    const { db, journal } = this.#tabs[0]!;
    const run = db.run.bind(db);
    let uses = 0;
    vi.spyOn(db, 'run').mockImplementation(async (operation, timeoutMs) => {
      if (uses === use) await this.#lose(TABLES);
      uses += 1;
      return run(operation, timeoutMs);
    });
    await compareWithJournal(db, journal, NOON);
  }

  async #lose(tables: readonly (keyof SurveyTables)[]): Promise<void> {
    const request = this.#indexedDB.open('skm-survey');
    await new Promise((resolve) => (request.onsuccess = resolve));
    const transaction = request.result.transaction(tables, 'readwrite');
    for (const name of tables) transaction.objectStore(name).clear();
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    request.result.close();
  }
}

afterEach(() => vi.unstubAllGlobals());

test('nothing thanked is lost or doubled, and no number is given out twice', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const world = new World();
      vi.stubGlobal('navigator', { storage: world.files.storage });
      await world.start();
      for (const step of sequence) await world.do(step);
      await world.do({ kind: 'restart' });
      await world.do({ kind: 'deliver' });
      expect(new Set(world.endpoint.keys())).toEqual(world.thanked);
      world.close();
    }),
    { numRuns: 60 },
  );
}, 120_000);
