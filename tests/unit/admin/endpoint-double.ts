import { vi } from 'vitest';
import { PROTOCOL_MARKER } from '#protocol/version.ts';

export const ADMIN = {
  id: '0198c5a0-0000-7000-8000-0000000000a1',
  username: 'admin',
  name: 'Administrator',
  role: 'admin',
} as const;
export const AGENCY = '0198c5a0-0000-7000-8000-0000000000b1';

const MARKED = { marker: PROTOCOL_MARKER, serverTime: '2026-11-23T00:00:00.000Z' };

export const SESSION = {
  ...MARKED,
  agency: AGENCY,
  account: ADMIN,
  expiresAt: '2026-11-23T12:00:00.000Z',
};

type Answer = (body: unknown) => { readonly status?: number; readonly json: object } | 'unreachable';

/** Answers of an endpoint without one: by method and path, each replaceable by the test. */
export class EndpointDouble {
  readonly asked: string[] = [];
  readonly answers: Record<string, Answer> = {
    'GET status': () => ({
      json: { ...MARKED, setUp: true, demo: false, surveyOrigin: 'http://survei.example', appVersion: '1' },
    }),
    'POST session': () => ({ json: SESSION }),
    'GET session': () => ({ json: SESSION }),
    'DELETE session': () => ({ json: MARKED }),
    'GET pull': () => ({ json: { ...MARKED, items: [], cursor: 0, head: 0 } }),
  };

  /** Takes the place of `fetch` until the test ends. */
  install(): this {
    vi.stubGlobal('fetch', (address: string | URL, init: RequestInit = {}) =>
      this.#answer(String(address), init),
    );
    return this;
  }

  refuse(question: string, status: number, problem: string, retryAfter?: number): void {
    this.answers[question] = () => ({ status, json: { ...MARKED, problem, detail: 'why', retryAfter } });
  }

  disconnect(): void {
    for (const question of Object.keys(this.answers)) this.answers[question] = () => 'unreachable';
  }

  async #answer(address: string, { method = 'GET', body }: RequestInit): Promise<Response> {
    const path = address.replace(/^.*\/api\/v1\//, '').replace(/\?.*$/, '');
    const question = `${method} ${path}`;
    this.asked.push(question);
    const answer =
      this.answers[question]?.(typeof body === 'string' ? JSON.parse(body) : undefined) ?? 'unreachable';
    if (answer === 'unreachable') throw new TypeError('Failed to fetch');
    return Response.json(answer.json, { status: answer.status ?? 200 });
  }
}
