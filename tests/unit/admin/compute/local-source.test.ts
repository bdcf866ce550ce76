// @vitest-environment node
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { regularPeriod } from '#domain/period.ts';
import { CHUNK_ROWS } from '#local/office/columns.ts';
import { openOfficeDatabase } from '#local/office/database.ts';
import type { OfficeDatabase } from '#local/office/database.ts';
import { edit } from '#local/office/edits.ts';
import { applyPull } from '#local/office/pull.ts';
import type { PulledDocument } from '#protocol/office.ts';
import type { FigureRequest } from '#admin/compute/handler.ts';
import { localSource } from '#admin/compute/local-source.ts';
import type { FromWorker } from '#admin/compute/messages.ts';
import type { OverviewAnswer } from '#admin/compute/overview-figures.ts';
import type { SatisfactionAnswer } from '#admin/compute/satisfaction-figures.ts';
import { EVERYTHING } from '#admin/compute/selection.ts';
import { FigureServer } from '#admin/compute/serve.ts';
import {
  activity,
  AGENCY_ID,
  idOf,
  NOON,
  page,
  pulledActivity,
  pulledResponse,
  SERVER_TIME,
  takeNext,
} from '../../local/office-scene.ts';
import { nine, STANDARD } from './scene.ts';

const AUGUST = regularPeriod('month', 2026, 8);
const SATISFACTION: FigureRequest = {
  kind: 'satisfaction',
  selection: { ...EVERYTHING, period: AUGUST },
  set: null,
  trend: 'before',
  population: null,
  asOf: SERVER_TIME,
};

function pulledQuestionnaire(seq: number): PulledDocument {
  const body = { id: `${STANDARD.id}:1`, questionnaire: STANDARD };
  return {
    type: 'document',
    kind: 'questionnaire',
    seq,
    id: body.id,
    revision: 1,
    deleted: false,
    body,
    changedAt: SERVER_TIME,
    changedBy: '',
  };
}

function response(seq: number, score: 1 | 2 | 3 | 4) {
  const { id, version, hash } = STANDARD;
  const answers = Object.fromEntries(
    STANDARD.content.questions.map(({ key }, at) => [key, nine(score)[at]!]),
  );
  return pulledResponse(seq, seq, { questionnaire: { id, version, hash }, answers, profile: {} });
}

/** The worker without a thread: what it posts can be waited for. */
class Worker {
  readonly posted: FromWorker[] = [];
  readonly #server: FigureServer;
  #wake: () => void = () => undefined;
  #lastId = 0;

  constructor(db: OfficeDatabase, pause?: Parameters<typeof localSource>[1]) {
    this.#server = new FigureServer(localSource(db, pause), (message) => {
      this.posted.push(message);
      this.#wake();
    });
  }

  async until(condition: (posted: readonly FromWorker[]) => boolean): Promise<void> {
    while (!condition(this.posted)) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  async ask<A>(request: FigureRequest): Promise<A> {
    this.#lastId += 1;
    const id = this.#lastId;
    const settled = (message: FromWorker) =>
      (message.kind === 'answer' || message.kind === 'failed') && message.id === id;
    this.#server.receive({ kind: 'ask', id, request });
    await this.until((posted) => posted.some(settled));
    const message = this.posted.find(settled)!;
    if (message.kind !== 'answer') throw new Error(JSON.stringify(message));
    return message.answer as A;
  }

  /** Asks again after each change of the data, until the answer is as wanted. */
  async askUntil<A>(request: FigureRequest, wanted: (answer: A) => boolean): Promise<A> {
    for (;;) {
      const readies = this.count();
      const answer = await this.ask<A>(request);
      if (wanted(answer)) return answer;
      await this.until(() => this.count() > readies);
    }
  }

  count(): number {
    return this.posted.filter(({ kind }) => kind === 'ready').length;
  }

  giveUp(id: number): void {
    this.#server.receive({ kind: 'give-up', id });
  }
}

describe('figures over the local copy', () => {
  let db: OfficeDatabase;
  let worker: Worker;
  beforeEach(async () => {
    db = await openOfficeDatabase(AGENCY_ID, { name: crypto.randomUUID() });
    await applyPull(db, page([pulledActivity(1, 1, activity(1)), pulledQuestionnaire(2), response(3, 4)]));
    worker = new Worker(db);
  });

  const respondents = (wanted: number) =>
    worker.askUntil<SatisfactionAnswer>(SATISFACTION, ({ sets }) => (sets[0]?.respondents ?? 0) === wanted);

  test('a question that comes before the first count waits for it', async () => {
    const { sets } = await worker.ask<SatisfactionAnswer>(SATISFACTION);
    expect(sets).toMatchObject([{ respondents: 1, converted: 10_000 }]);
  });

  test('follow what is pulled, page after page, across full chunks', async () => {
    await worker.ask(SATISFACTION);
    const many = Array.from({ length: CHUNK_ROWS + 5 }, (_one, at) => response(4 + at, 3));
    await takeNext(db, many);
    const answer = await respondents(CHUNK_ROWS + 6);
    await takeNext(db, [response(CHUNK_ROWS + 9, 1), response(CHUNK_ROWS + 10, 1)]);
    await respondents(CHUNK_ROWS + 8);
    expect(answer.chosen?.result.elements[0]?.counts).toEqual([0, 0, CHUNK_ROWS + 5, 1]);
    expect(worker.posted.some(({ kind }) => kind === 'broken')).toBe(false);
  });

  test('are counted seldom while a pull goes on, and whole at its end', async () => {
    const pulling = Promise.withResolvers<void>();
    const other = await openOfficeDatabase(AGENCY_ID, { name: crypto.randomUUID() });
    await applyPull(
      other,
      page([pulledActivity(1, 1, activity(1)), pulledQuestionnaire(2), response(3, 4)], 9),
    );
    worker = new Worker(other, (ms) => (ms > 0 ? pulling.promise : Promise.resolve()));
    await respondents(1);
    for (let seq = 4; seq <= 8; seq += 1) await applyPull(other, page([response(seq, 2)], 9, seq - 1));
    expect(worker.count()).toBe(1);
    await takeNext(other, [response(9, 2)]);
    pulling.resolve();
    await respondents(7);
    expect(worker.count()).toBeLessThanOrEqual(3);
  });

  test('follow an edit made on this device: the activity moves to another month, its answers with it', async () => {
    await respondents(1);
    await edit(
      db,
      { kind: 'activity', id: idOf('activity', 1), changes: { start: '2026-09-01T02:00:00Z' } },
      NOON,
    );
    expect((await respondents(0)).chosen).toBeNull();
  });

  test('a copy that was emptied and pulled anew is counted anew', async () => {
    await respondents(1);
    await applyPull(db, page([], 0));
    await respondents(0);
    await applyPull(db, page([pulledQuestionnaire(1), response(2, 2), response(3, 2)]));
    const { sets } = await respondents(2);
    expect(sets[0]?.converted).toBe(5000);
  });

  test('a questionnaire that arrives later makes waiting answers count', async () => {
    db = await openOfficeDatabase(AGENCY_ID, { name: crypto.randomUUID() });
    await applyPull(db, page([pulledActivity(1, 1, activity(1)), response(2, 3)]));
    worker = new Worker(db);
    expect(
      await worker.ask<OverviewAnswer>({ kind: 'overview', period: AUGUST, asOf: SERVER_TIME }),
    ).toMatchObject({
      uncounted: 1,
      satisfaction: { result: null },
    });
    await takeNext(db, [pulledQuestionnaire(3)]);
    expect(await respondents(1)).toMatchObject({ uncounted: 0 });
  });

  test('a question that was given up is never answered, a faulty one says why', async () => {
    worker.giveUp(1);
    await takeNext(
      db,
      [4, 5, 6, 7].map((seq) => response(seq, 4)),
    );
    await respondents(5);
    const faulty = { ...SATISFACTION, population: -1 };
    await expect(worker.ask(faulty)).rejects.toThrow('A population is a whole number');
    const before = worker.posted.length;
    const asked = worker.ask(SATISFACTION);
    worker.giveUp(3);
    await respondents(5);
    expect(worker.posted.slice(before).filter((message) => 'id' in message && message.id === 3)).toEqual([]);
    void asked;
  });

  test('a store that cannot be read is told', async () => {
    db.close();
    worker = new Worker(db);
    await worker.until((posted) => posted.some(({ kind }) => kind === 'broken'));
    expect(worker.count()).toBe(0);
  });
});
