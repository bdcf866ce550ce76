import { PROBLEMS } from '#protocol/problem.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';

/** What happens to one request and its answer. */
export const LINE_FAULTS = [
  'none',
  'unreachable',
  'answer-lost',
  'delivered-twice',
  'delivered-later',
  'half-the-results',
  'strangers-in-results',
  'other-hashes',
  'results-reversed-and-doubled',
  'portal',
  'empty-204',
  'half-an-answer',
  'not-allowed-page',
  'busy',
  'internal',
  'bad-request',
  'too-large',
  'link-expired',
  'endpoint-dies-before',
  'endpoint-dies-after',
] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

interface Exchange {
  readonly url: string;
  readonly init: RequestInit;
}

/** A line between a device and an endpoint, both functions: one fault for each request, then all is well. */
export class BadLine {
  faults: LineFault[] = [];
  readonly #endpoint: typeof fetch;
  readonly #restart: () => Promise<void>;
  readonly #held: Exchange[] = [];

  constructor(endpoint: typeof fetch, restart: () => Promise<void>) {
    this.#endpoint = endpoint;
    this.#restart = restart;
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const exchange = { url: String(input), init };
    const fault = this.faults.shift() ?? 'none';
    if (fault in PROBLEMS) return refusal(fault as ProblemCode);
    switch (fault) {
      case 'none':
        return this.#deliver(exchange);
      case 'unreachable':
        throw new TypeError('Failed to fetch');
      case 'delivered-later':
        this.#held.push(exchange);
        throw new TypeError('network error');
      case 'answer-lost':
        await this.#deliver(exchange);
        throw new TypeError('network error');
      case 'delivered-twice':
        return (await Promise.all([this.#deliver(exchange), this.#deliver(exchange)]))[1];
      case 'endpoint-dies-before':
        await this.#restart();
        throw new TypeError('connection refused');
      case 'endpoint-dies-after':
        await this.#deliver(exchange);
        await this.#restart();
        throw new TypeError('connection reset');
      case 'portal':
        return new Response('<html>Selamat datang di Wi-Fi hotel</html>', { status: 200 });
      case 'empty-204':
        return new Response(null, { status: 204 });
      case 'not-allowed-page':
        return new Response('Forbidden', { status: 403 });
      default:
        return damaged(await this.#deliver(exchange), fault);
    }
  };

  /** What was held back arrives now, after everything that was sent since. */
  async release(): Promise<void> {
    for (const exchange of this.#held.splice(0)) await this.#deliver(exchange);
  }

  #deliver({ url, init }: Exchange): Promise<Response> {
    // A request once delivered is not taken back because the page that sent it is gone.
    return this.#endpoint(url, { ...init, signal: null });
  }
}

interface Result {
  readonly id: string;
  readonly hash: string;
}

async function damaged(response: Response, fault: LineFault | ProblemCode): Promise<Response> {
  const text = await response.text();
  const { status, headers } = response;
  if (fault === 'half-an-answer') return new Response(text.slice(0, text.length / 2), { status, headers });
  const answer = JSON.parse(text) as { readonly results?: readonly Result[] };
  const { results } = answer;
  if (results === undefined) return new Response(text, { status, headers });
  return new Response(JSON.stringify({ ...answer, results: altered(results, fault) }), { status, headers });
}

function altered(results: readonly Result[], fault: LineFault | ProblemCode): readonly Result[] {
  switch (fault) {
    case 'half-the-results':
      return results.filter((_, place) => place % 2 === 0);
    case 'strangers-in-results':
      return results.map((result) => ({ ...result, id: result.id.replace(/^.{8}/, 'ffffffff') }));
    case 'other-hashes':
      return results.map((result) => ({ ...result, hash: 'f'.repeat(64) }));
    default:
      return [...results, ...results].reverse();
  }
}

function refusal(code: ProblemCode): Response {
  const said = { marker: PROTOCOL_MARKER, problem: code, detail: 'said by the line' };
  return new Response(JSON.stringify(said), { status: PROBLEMS[code].status });
}
