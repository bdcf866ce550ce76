import { PROBLEMS } from '#protocol/problem.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { KEY_ALGORITHM, isSignedBy, signText } from '#protocol/signature.ts';
import { ANSWER_SIGNATURE_HEADER, PushRequest } from '#protocol/survey.ts';
import type { DeviceEnrolRequest, DeviceRenewRequest, PushItem, PushResult } from '#protocol/survey.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { deviceAnswer, ENDPOINT_SECRET } from '../local/survey-scene.ts';
import { EndpointStore } from './endpoint-store.ts';

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
  | 'unsigned'
  | 'signed-by-a-stranger'
  | ProblemCode;

interface Asked {
  readonly path: string;
  readonly text: string;
  readonly authorization: string;
}

const stranger = await crypto.subtle.generateKey(KEY_ALGORITHM, false, ['sign', 'verify']);

/** An endpoint in memory that keeps the rules of the real one, behind a network that has faults. */
export class SurveyEndpoint {
  readonly store = new EndpointStore();
  /** Deliveries, those without items included. */
  readonly requests: PushRequest[] = [];
  readonly asked: Asked[] = [];
  /** Authorisations that are not accepted. */
  readonly expired = new Set<string>();
  /** One-time codes; the device that used one, or `null`. */
  readonly codes = new Map<string, string | null>();
  /** The network's behaviour, one entry per request; afterwards all is well. */
  faults: Fault[] = [];
  /** Largest batch taken; more is answered with 413. */
  mostItems = 100;
  #late: PushRequest[] = [];

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const authorization = new Headers(init.headers).get('authorization') ?? '';
    const asked = { path: String(input).replace(/^.*\/v1\//, ''), text: String(init.body), authorization };
    this.asked.push(asked);
    const fault = this.faults.shift() ?? 'none';
    if (asked.path !== 'push') return this.#enrolOrRenew(asked, fault);
    const request = PushRequest.parse(JSON.parse(asked.text));
    this.requests.push(request);
    const late = this.#late.splice(0);
    try {
      return await this.#answer(request, asked, fault, init.signal ?? null);
    } finally {
      for (const earlier of late) await this.store.deliver(earlier);
    }
  };

  /** Deliveries that brought something. */
  get deliveries(): PushRequest[] {
    return this.requests.filter(({ items }) => items.length > 0);
  }

  /** Takes every kiosk of a browser as enrolled. */
  async meet(db: SurveyDatabase): Promise<void> {
    const identities = await db.read(['identities'], (tables) => tables.identities.list());
    for (const { device, publicKey } of identities) this.store.keys.set(device, publicKey);
  }

  async #enrolOrRenew(asked: Asked, fault: Fault): Promise<Response> {
    if (fault === 'unreachable') throw new TypeError('Failed to fetch');
    if (fault in PROBLEMS) return this.#problem(fault as ProblemCode, asked);
    const isEnrolment = asked.path === 'device/enrol';
    const refusal = isEnrolment ? await this.#enrol(asked) : await this.#renew(asked);
    if (fault === 'answer-lost') throw new TypeError('network error');
    if (refusal !== null) return this.#problem(refusal, asked);
    return this.#signed(200, deviceAnswer(), asked, fault);
  }

  async #enrol({ text, authorization }: Asked): Promise<ProblemCode | null> {
    const { code, device, publicKey } = JSON.parse(text) as DeviceEnrolRequest;
    const usedBy = this.codes.get(code);
    if (usedBy === undefined) return 'code-wrong';
    if (!(await isSignedBy(publicKey, text, signatureIn(authorization)))) return 'signature-wrong';
    if (usedBy !== null && !(usedBy === device && this.store.keys.get(device) === publicKey))
      return 'code-used';
    this.codes.set(code, device);
    this.store.keys.set(device, publicKey);
    return null;
  }

  async #renew(asked: Asked): Promise<ProblemCode | null> {
    const { device, contact } = JSON.parse(asked.text) as DeviceRenewRequest;
    const refusal = await this.#stranger(device, asked);
    if (refusal === null) this.store.noteContact(device, contact);
    return refusal ?? (this.store.revoked.has(device) ? 'device-revoked' : null);
  }

  async #stranger(device: string, { text, authorization }: Asked): Promise<ProblemCode | null> {
    const key = this.store.keys.get(device);
    if (key === undefined) return 'device-unknown';
    return (await isSignedBy(key, text, signatureIn(authorization))) ? null : 'signature-wrong';
  }

  async #answer(
    request: PushRequest,
    asked: Asked,
    fault: Fault,
    signal: AbortSignal | null,
  ): Promise<Response> {
    switch (fault) {
      case 'unreachable':
        throw new TypeError('Failed to fetch');
      case 'answer-lost':
        await this.store.deliver(request);
        throw new TypeError('network error');
      case 'delivered-twice':
        await this.store.deliver(request);
        return this.#signed(200, await this.store.deliver(request), asked);
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
        return this.#signed(200, { marker: PROTOCOL_MARKER, serverTime: this.store.serverTime }, asked);
      case 'not-allowed-page':
        return new Response('Forbidden', { status: 403 });
      default:
        return this.#ownAnswer(request, asked, fault);
    }
  }

  async #ownAnswer(request: PushRequest, asked: Asked, fault: Fault): Promise<Response> {
    if (fault in PROBLEMS) return this.#problem(fault as ProblemCode, asked);
    if (this.expired.has(asked.authorization)) return this.#problem('link-expired', asked);
    const isKiosk = asked.authorization.startsWith('Device ');
    const refusal = isKiosk ? await this.#stranger(request.device.id, asked) : null;
    if (refusal !== null) return this.#problem(refusal, asked);
    if (request.items.length > this.mostItems) return this.#problem('too-large', asked);
    if (fault === 'other-hashes') {
      return this.#signed(200, this.store.answer(request.device.id, request.items.map(lie)), asked);
    }
    const truth = await this.store.deliver(request);
    const { results } = truth;
    switch (fault) {
      case 'half-the-results':
        return this.#signed(200, { ...truth, results: results.filter((_, place) => place % 2 === 0) }, asked);
      case 'no-results':
        return this.#signed(200, { ...truth, results: [] }, asked);
      case 'strangers-in-results':
        return this.#signed(200, { ...truth, results: [...results.map(foreign), ...results] }, asked);
      case 'results-reversed-and-doubled':
        return this.#signed(200, { ...truth, results: [...results, ...results].reverse() }, asked);
      case 'half-an-answer':
        return new Response(JSON.stringify(truth).slice(0, 60), { status: 200 });
      default:
        return this.#signed(200, truth, asked, fault);
    }
  }

  #problem(code: ProblemCode, asked: Asked): Promise<Response> {
    const { status } = PROBLEMS[code];
    return this.#signed(status, { marker: PROTOCOL_MARKER, problem: code, detail: 'told so' }, asked);
  }

  /** Every answer to a kiosk is signed; a phone has no key to check it with. */
  async #signed(
    status: number,
    value: unknown,
    { authorization }: Asked,
    fault: Fault = 'none',
  ): Promise<Response> {
    const answer = json(status, value);
    if (!authorization.startsWith('Device ') || fault === 'unsigned') return answer;
    const key = fault === 'signed-by-a-stranger' ? stranger.privateKey : ENDPOINT_SECRET;
    answer.headers.set(ANSWER_SIGNATURE_HEADER, await signText(key, JSON.stringify(value)));
    return answer;
  }
}

function signatureIn(authorization: string): string {
  return authorization.replace(/^Device /, '');
}

/** A receipt for a response of somebody else. */
function foreign(result: PushResult): PushResult {
  return { ...result, id: result.id.replace(/^.{8}/, 'ffffffff') };
}

/** A receipt for other bytes, while nothing was stored. */
function lie({ id }: PushItem): PushResult {
  return { id, hash: 'f'.repeat(64), status: 'stored' };
}

function json(status: number, value: unknown): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });
}
