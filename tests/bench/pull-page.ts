/** What the office does when it pulls, inside a browser; bundled into a page of the endpoint by `endpoint-pull.bench.ts`. */
import { openOfficeDatabase } from '#local/office/database.ts';
import { pullState } from '#local/office/pull.ts';
import { officePull } from '#sync/office-pull.ts';
import { officeTransport } from '#sync/office-transport.ts';

export interface Pulled {
  readonly responses: number;
  /** Milliseconds until everything is in the local copy. */
  readonly ms: number;
  /** Milliseconds until the first responses are. */
  readonly firstMs: number;
  /** The longest task of the page's thread, milliseconds; those under 50 are not told by the browser. */
  readonly longestTaskMs: number;
  /** Bytes of a response as it crossed the wire, out of pages that held nothing else. */
  readonly bytesEach: number;
}

export interface PullBench {
  /** Pulls everything of the agency into a database that is made anew. */
  pull(agency: string): Promise<Pulled>;
}

declare global {
  interface Window {
    pullBench: PullBench;
  }
}

globalThis.window.pullBench = { pull };

async function pull(agency: string): Promise<Pulled> {
  await new Promise((deleted) => {
    const request = indexedDB.deleteDatabase(agency);
    request.onsuccess = deleted;
    request.onerror = deleted;
  });
  const db = await openOfficeDatabase(agency, { name: agency });
  performance.clearResourceTimings();
  performance.setResourceTimingBufferSize(5000);
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) => {
    tasks.push(...list.getEntries().map(({ duration }) => duration));
  });
  observer.observe({ type: 'longtask' });
  const pure: { page: number; responses: number }[] = [];
  let page = 0;
  let responses = 0;
  let firstMs = 0;
  const started = performance.now();
  const step = officePull(db, officeTransport({}, new AbortController().signal), Math.random, (news) => {
    if (responses === 0 && news.responses > 0) firstMs = performance.now() - started;
    responses += news.responses;
    if (news.documents === 0) pure.push({ page, responses: news.responses });
    page += 1;
  });
  for (let goesOn = true; goesOn;) {
    const outcome = await step();
    if (outcome.kind === 'failed') throw outcome.problem;
    goesOn = outcome.kind === 'more';
  }
  const ms = performance.now() - started;
  const { cursor, head } = await pullState(db);
  if (cursor !== head) throw new Error(`Only ${cursor} of ${head} were pulled.`);
  observer.disconnect();
  db.close();
  const pages = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/pull?'));
  const bytes = pure.map((one) => (pages[one.page] as PerformanceResourceTiming).encodedBodySize);
  const bytesEach = sum(bytes) / sum(pure.map((one) => one.responses));
  return { responses, ms, firstMs, longestTaskMs: Math.max(0, ...tasks), bytesEach };
}

function sum(values: readonly number[]): number {
  return values.reduce((whole, value) => whole + value, 0);
}
