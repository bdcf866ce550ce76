import { createHash } from 'node:crypto';
import { PROBLEMS } from '#protocol/problem.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { PushRequest } from '#protocol/survey.ts';
import type { PushAnswer, PushItem, PushResult } from '#protocol/survey.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';

/** What the network or the endpoint does with one request. */
export type Fault =
  | 'none'
  | 'unreachable'
  | 'answer-lost'
  | 'delivered-twice'
  | 'delivered-later'
  | 'half-the-results'
  | 'no-results'
  | 'strangers-in-results'
  | 'other-hashes'
  | 'results-reversed-and-doubled'
  | 'portal'
  | 'empty-204'
  | 'half-an-answer'
  | 'foreign-json'
  | 'answer-without-results'
  | 'not-allowed-page'
  | 'silence'
  | ProblemCode;

/** An endpoint in memory that keeps the rules of the real one, behind a network that has faults. */
export class SurveyEndpoint {
  /** What was counted: one entry per id, never replaced. */
  readonly stored = new Map<string, PushItem>();
  readonly requests: PushRequest[] = [];
  /** Ids that this endpoint puts aside instead of counting. */
  readonly poison = new Set<string>();
  readonly aside = new Map<string, PushItem>();
  /** Tokens that are not accepted. */
  readonly expired = new Set<string>();
  /** The network's behaviour, one entry per request; afterwards all is well. */
  faults: Fault[] = [];
  /** Largest batch taken; more is answered with 413. */
  mostItems = 100;
  #late: PushRequest[] = [];

  readonly fetch: typeof fetch = async (_input, init = {}) => {
    const request = PushRequest.parse(JSON.parse(String(init.body)));
    this.requests.push(request);
    const token = new Headers(init.headers).get('authorization') ?? '';
    const fault = this.faults.shift() ?? 'none';
    const late = this.#late.splice(0);
    try {
      return await this.#answer(request, token, fault, init.signal ?? null);
    } finally {
      for (const earlier of late) this.#deliver(earlier);
    }
  };

  /** Numbers that this endpoint counts for a device. */
  sequences(device: string): number[] {
    const places = [...this.stored.values()].map(({ body }) => JSON.parse(body).place);
    return places
      .filter((place) => place.device === device)
      .map((place) => place.sequence)
      .sort((a, b) => a - b);
  }

  async #answer(
    request: PushRequest,
    token: string,
    fault: Fault,
    signal: AbortSignal | null,
  ): Promise<Response> {
    switch (fault) {
      case 'unreachable':
        throw new TypeError('Failed to fetch');
      case 'answer-lost':
        this.#deliver(request);
        throw new TypeError('network error');
      case 'delivered-twice':
        this.#deliver(request);
        return json(200, this.#deliver(request));
      case 'delivered-later':
        this.#late.push(request);
        throw new TypeError('network error');
      case 'silence':
        return new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        });
      case 'portal':
        return new Response('<html>Selamat datang di Wi-Fi hotel</html>', { status: 200 });
      case 'empty-204':
        return new Response(null, { status: 204 });
      case 'foreign-json':
        return json(200, { results: request.items.map(({ id, hash }) => ({ id, hash, status: 'stored' })) });
      case 'answer-without-results':
        return json(200, { marker: PROTOCOL_MARKER, serverTime: SERVER_TIME });
      case 'not-allowed-page':
        return new Response('Forbidden', { status: 403 });
      default:
        return this.#ownAnswer(request, token, fault);
    }
  }

  #ownAnswer(request: PushRequest, token: string, fault: Fault): Response {
    if (fault in PROBLEMS) return problem(fault as ProblemCode);
    if (this.expired.has(token)) return problem('link-expired');
    if (request.items.length > this.mostItems) return problem('too-large');
    if (fault === 'other-hashes') return json(200, answer(request.items.map(lie)));
    const truth = this.#deliver(request);
    const { results } = truth;
    switch (fault) {
      case 'half-the-results':
        return json(200, { ...truth, results: results.filter((_, place) => place % 2 === 0) });
      case 'no-results':
        return json(200, { ...truth, results: [] });
      case 'strangers-in-results':
        return json(200, { ...truth, results: [...results.map(stranger), ...results] });
      case 'results-reversed-and-doubled':
        return json(200, { ...truth, results: [...results, ...results].reverse() });
      case 'half-an-answer':
        return new Response(JSON.stringify(truth).slice(0, 60), { status: 200 });
      default:
        return json(200, truth);
    }
  }

  #deliver(request: PushRequest): PushAnswer {
    return answer(request.items.map((item) => this.#store(item)));
  }

  #store(item: PushItem): PushResult {
    const { id, hash, body } = item;
    const known = this.stored.get(id) ?? this.aside.get(id);
    if (known) return { id, hash, status: known.hash === hash ? 'same' : 'conflict' };
    if (createHash('sha256').update(body).digest('hex') !== hash || this.poison.has(id)) {
      this.aside.set(id, item);
      return { id, hash, status: 'quarantined', code: 'invalid-response' };
    }
    const { device, sequence } = JSON.parse(body).place;
    if (this.sequences(device).includes(sequence)) {
      this.aside.set(id, item);
      return { id, hash, status: 'quarantined', code: 'sequence-taken' };
    }
    this.stored.set(id, item);
    return { id, hash, status: 'stored' };
  }
}

const SERVER_TIME = '2026-08-17T05:00:01.000Z';

function answer(results: PushResult[]): PushAnswer {
  return {
    marker: PROTOCOL_MARKER,
    serverTime: SERVER_TIME,
    results,
    ledger: { highest: 0, missing: [], missingCount: 0 },
  };
}

/** A receipt for a response of somebody else. */
function stranger(result: PushResult): PushResult {
  return { ...result, id: result.id.replace(/^.{8}/, 'ffffffff') };
}

/** A receipt for other bytes, while nothing was stored. */
function lie({ id }: PushItem): PushResult {
  return { id, hash: 'f'.repeat(64), status: 'stored' };
}

function problem(code: ProblemCode): Response {
  return json(PROBLEMS[code].status, { marker: PROTOCOL_MARKER, problem: code, detail: 'told so' });
}

function json(status: number, value: unknown): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });
}
