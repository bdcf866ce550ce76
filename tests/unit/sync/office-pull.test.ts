import { beforeEach, describe, expect, test } from 'vitest';
import type { PullAnswer } from '#protocol/office.ts';
import { openOfficeDatabase } from '#local/office/database.ts';
import type { OfficeDatabase } from '#local/office/database.ts';
import { pullState } from '#local/office/pull.ts';
import { loadColumns } from '#local/office/responses.ts';
import { officePull } from '#sync/office-pull.ts';
import type { PullNews } from '#sync/office-pull.ts';
import { TransportProblem } from '#sync/transport-problem.ts';
import { freshBrowser } from '../local/fresh.ts';
import { AGENCY_ID, page, pulledResponse, takeNext } from '../local/office-scene.ts';

/** Responses 1 to `HEAD`, two a page, of an endpoint that answers when the test lets it. */
const HEAD = 6;

class SlowEndpoint {
  readonly asked: number[] = [];
  readonly #answers: { readonly after: number; readonly tell: (answer: PullAnswer | Error) => void }[] = [];

  pull(after: number): Promise<PullAnswer> {
    this.asked.push(after);
    return new Promise((resolve, reject) => {
      const tell = (answer: PullAnswer | Error): void =>
        answer instanceof Error ? reject(answer) : resolve(answer);
      this.#answers.push({ after, tell });
    });
  }

  /** Answers the oldest open request, or fails it. */
  answer(failure: Error | null = null): void {
    const request = this.#answers.shift();
    if (request === undefined) throw new Error('Nobody asks.');
    const numbers = [request.after + 1, request.after + 2].filter((number) => number <= HEAD);
    const responses = numbers.map((number) => pulledResponse(number, number));
    request.tell(failure ?? page(responses, HEAD, request.after));
  }
}

let db: OfficeDatabase;
let endpoint: SlowEndpoint;
let news: PullNews[];
let step: ReturnType<typeof officePull>;
beforeEach(async () => {
  db = await openOfficeDatabase(AGENCY_ID, freshBrowser());
  endpoint = new SlowEndpoint();
  news = [];
  step = officePull(
    db,
    endpoint,
    () => 0.5,
    (one) => news.push(one),
  );
});

async function asked(times: number): Promise<void> {
  await expect.poll(() => endpoint.asked.length).toBe(times);
}

async function stored(): Promise<number> {
  return (await loadColumns(db)).reduce((sum, { count }) => sum + count, 0);
}

describe('a pull of several pages', () => {
  test('asks for the next page before the one that came is stored, and for each page once', async () => {
    const first = step();
    await asked(1);
    expect(await stored()).toBe(0);
    endpoint.answer();
    await asked(2);
    expect(await first).toEqual({ kind: 'more' });
    const second = step();
    endpoint.answer();
    expect(await second).toEqual({ kind: 'more' });
    const third = step();
    endpoint.answer();
    expect(await third).toMatchObject({ kind: 'done' });
    expect(endpoint.asked).toEqual([0, 2, 4]);
    expect([await stored(), news]).toEqual([
      HEAD,
      [2, 2, 2].map((responses) => ({ documents: 0, responses })),
    ]);
  });

  test('passes over what was asked ahead when another tab has gone on meanwhile', async () => {
    const first = step();
    await asked(1);
    endpoint.answer();
    await first;
    await takeNext(db, [pulledResponse(3, 3)]);
    const second = step();
    await asked(3);
    endpoint.answer();
    endpoint.answer();
    expect(await second).toEqual({ kind: 'more' });
    expect(endpoint.asked).toEqual([0, 2, 3, 5]);
    expect(await stored()).toBe(5);
  });

  test('hears of a failure of the next page in the next step, and asks for it again', async () => {
    const first = step();
    await asked(1);
    endpoint.answer();
    expect(await first).toEqual({ kind: 'more' });
    endpoint.answer(new TransportProblem('unreachable', 'retry', 'gone'));
    expect(await step()).toMatchObject({ kind: 'failed', problem: { code: 'unreachable' } });
    const again = step();
    await asked(3);
    endpoint.answer();
    expect(await again).toEqual({ kind: 'more' });
    expect(endpoint.asked).toEqual([0, 2, 2, 4]);
    expect((await pullState(db)).cursor).toBe(4);
  });
});
