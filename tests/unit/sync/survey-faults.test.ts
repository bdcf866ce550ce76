/** Each thing that can go wrong on the wire, by itself; random orders of them are in survey-model.test.ts. */
import { describe, expect, test } from 'vitest';
import { PROBLEMS } from '#protocol/problem.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { kioskContext } from '#local/survey/contexts.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { queueState } from '#local/survey/queue.ts';
import { surveyLane } from '#sync/survey-lane.ts';
import type { StepOutcome } from '#sync/loop.ts';
import { freshBrowser } from '../local/fresh.ts';
import { answerOnce, openKiosk, openPhone } from '../local/survey-scene.ts';
import { FakeClock, nextTurn, until } from './fake-clock.ts';
import { SurveyEndpoint } from './survey-endpoint.ts';
import type { Fault } from './survey-endpoint.ts';

const HOUR_MS = 60 * 60 * 1000;
const FAULTS: Fault[] = [
  'none',
  'unreachable',
  'answer-lost',
  'delivered-twice',
  'delivered-later',
  'half-the-results',
  'no-results',
  'strangers-in-results',
  'other-hashes',
  'results-reversed-and-doubled',
  'portal',
  'empty-204',
  'half-an-answer',
  'foreign-json',
  'answer-without-results',
  'not-allowed-page',
  'silence',
  'unsigned',
  'signed-by-a-stranger',
  ...(Object.keys(PROBLEMS) as ProblemCode[]),
];

/** One tablet that is a kiosk and was also opened by a link: two identities in one browser. */
class Tablet {
  readonly clock = new FakeClock();
  readonly endpoint = new SurveyEndpoint();
  readonly browser = freshBrowser();
  readonly thanked = new Set<string>();
  db!: SurveyDatabase;
  contexts!: SurveyContext[];
  #lanes: (() => Promise<StepOutcome>)[] = [];

  async start(): Promise<this> {
    this.db = await openSurveyDatabase(this.browser);
    const kiosk = (await kioskContext(this.db)) ?? (await openKiosk(this.db));
    this.contexts = [kiosk, await openPhone(this.db)];
    await this.endpoint.meet(this.db);
    this.#lanes = this.contexts.map(({ device }) => this.#lane(device, this.db));
    return this;
  }

  async answer(place: number): Promise<void> {
    const { responseId } = await answerOnce(this.db, this.contexts[place]!);
    this.thanked.add(responseId);
  }

  async sync(place: number, fault: Fault): Promise<StepOutcome> {
    this.endpoint.faults = [fault];
    const outcome = this.#lanes[place]!();
    if (fault === 'silence') {
      let done = false;
      void outcome.finally(() => (done = true));
      const before = this.endpoint.requests.length;
      await until(() => done || this.endpoint.requests.length > before);
      this.clock.advance(60_000);
    }
    return outcome;
  }

  /** The page dies at the n-th use of its store within a round; the next one starts from what is on the disk. */
  async crash(place: number, step: number): Promise<void> {
    const dying = await openSurveyDatabase(this.browser);
    let uses = 0;
    const run = dying.run.bind(dying);
    dying.run = (operation, timeoutMs) => {
      uses += 1;
      if (uses > step) return Promise.reject(new Error('The page is gone.'));
      return run(operation, timeoutMs);
    };
    this.endpoint.faults = [];
    await this.#lane(this.contexts[place]!.device, dying)().catch(() => undefined);
    dying.close();
    await this.start();
  }

  async drain(): Promise<void> {
    for (let turn = 0; turn < 200; turn += 1) {
      this.clock.advance(2 * HOUR_MS);
      const outcomes = [await this.sync(0, 'none'), await this.sync(1, 'none')];
      if (outcomes.every(({ kind }) => kind !== 'failed') && (await this.unsent()) === 0) return;
    }
  }

  async unsent(): Promise<number> {
    const { onDevice, sent } = await queueState(this.db);
    return onDevice + sent;
  }

  #lane(device: string, db: SurveyDatabase): () => Promise<StepOutcome> {
    const { clock, endpoint } = this;
    const wire = { clock, fetch: endpoint.fetch };
    const { signal } = new AbortController();
    return surveyLane({
      ...{ db, device, appVersion: '1', clock, random: () => 0.5, wire, signal },
      ...{ journal: () => 'none', idle: nextTurn },
    });
  }
}

/** Nothing left the outbox that the endpoint does not have; nothing vanished from the device. */
async function expectHonest(tablet: Tablet): Promise<void> {
  const { responses, outbox } = await tablet.db.read(['responses', 'outbox'], async (tables) => ({
    responses: await tables.responses.list(),
    outbox: await tables.outbox.list(),
  }));
  const waiting = new Set(outbox.map(({ responseId }) => responseId));
  expect(new Set(responses.map(({ id }) => id))).toEqual(tablet.thanked);
  for (const { id, hash, receipt } of responses) {
    expect(waiting.has(id)).toBe(receipt === undefined);
    const there = tablet.endpoint.store.stored.get(id) ?? tablet.endpoint.store.aside.get(id);
    if (receipt) expect(there?.hash).toBe(hash);
  }
}

async function expectAllCountedOnce(tablet: Tablet): Promise<void> {
  const { stored } = tablet.endpoint.store;
  expect(new Set(stored.keys())).toEqual(tablet.thanked);
  for (const { device } of tablet.contexts) {
    const numbers = tablet.endpoint.store.sequences(device);
    expect(numbers).toEqual(numbers.map((_, place) => place + 1));
  }
  expect(await tablet.unsent()).toBe(0);
}

describe('each fault by itself', () => {
  test.each(FAULTS)('%s: nothing is lost, and the next good round brings all', async (fault) => {
    const tablet = await new Tablet().start();
    for (let person = 0; person < 5; person += 1) await tablet.answer(0);
    await tablet.sync(0, fault);
    await expectHonest(tablet);
    await tablet.drain();
    await expectAllCountedOnce(tablet);
  });

  test.each([0, 1, 2, 3, 4])('a crash at step %i of a round', async (step) => {
    const tablet = await new Tablet().start();
    for (let person = 0; person < 3; person += 1) await tablet.answer(0);
    await tablet.crash(0, step);
    await expectHonest(tablet);
    await tablet.drain();
    await expectAllCountedOnce(tablet);
  });
});

test('receipts for strangers and for other bytes remove nothing and are counted', async () => {
  const tablet = await new Tablet().start();
  await tablet.answer(0);
  await tablet.sync(0, 'other-hashes');
  expect(await tablet.unsent()).toBe(1);
  tablet.clock.advance(HOUR_MS);
  await tablet.sync(0, 'strangers-in-results');
  const ledger = await tablet.db.read(['ledgers'], ({ ledgers }) => ledgers.get(tablet.contexts[0]!.device));
  expect(ledger?.counters.ignoredReceipts).toBe(2);
  expect(await tablet.unsent()).toBe(0);
});

test('one poison item of fifty is set aside with its reason; the other 49 are counted', async () => {
  const tablet = await new Tablet().start();
  for (let person = 0; person < 50; person += 1) await tablet.answer(0);
  const bad = [...tablet.thanked][25]!;
  tablet.endpoint.store.poison.add(bad);
  await tablet.drain();
  expect(tablet.endpoint.store.stored.size).toBe(49);
  expect(await queueState(tablet.db)).toMatchObject({ received: 50, quarantined: 1, onDevice: 0, sent: 0 });
  const kept = await tablet.db.read(['responses'], ({ responses }) => responses.get(bad));
  expect(kept).toMatchObject({ receipt: { status: 'quarantined', code: 'invalid-response' } });
});
