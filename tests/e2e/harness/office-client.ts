import type { EndpointProcess } from './endpoint.ts';
import { wholeResponses } from './stored-responses.ts';

export const FIRST_ACCOUNT = {
  username: 'admin',
  name: 'Administrator',
  password: 'kata-sandi-percobaan-1',
} as const;

export interface PulledPage {
  readonly items: readonly Record<string, unknown>[];
  readonly after: number;
  readonly cursor: number;
  readonly head: number;
}

/** The office's API from outside a browser: prepares what a story is not about. */
export class OfficeClient {
  readonly #endpoint: EndpointProcess;
  #cookie = '';

  constructor(endpoint: EndpointProcess) {
    this.#endpoint = endpoint;
  }

  /** Uses the printed link: agency, first account, signed in. */
  async setUp(): Promise<void> {
    const code = new URL(this.#endpoint.setupLink.replace('#/', '')).searchParams.get('code');
    await this.call('POST', 'setup', {
      code,
      agency: { name: 'Bagian Humas dan Protokol', parent: 'Sekretariat Daerah', city: 'Kota Probolinggo' },
      account: FIRST_ACCOUNT,
    });
  }

  async signIn(): Promise<void> {
    await this.call('POST', 'session', {
      username: FIRST_ACCOUNT.username,
      password: FIRST_ACCOUNT.password,
    });
  }

  /** Sends a request; throws with the endpoint's own words when it refuses. */
  async call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const answer = await fetch(`${this.#endpoint.officeOrigin}/api/v1/${path}`, {
      method,
      headers: {
        origin: this.#endpoint.officeOrigin,
        cookie: this.#cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const cookie = answer.headers.get('set-cookie');
    if (cookie !== null) this.#cookie = cookie.split(';')[0]!;
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  }

  /** Creates or changes a document at once; throws when the endpoint does not apply it. */
  async edit(kind: string, document: string, baseRevision: number, changes: object): Promise<void> {
    await this.#apply({ kind, document, baseRevision, changes, delete: false });
  }

  async remove(kind: string, document: string, baseRevision: number): Promise<void> {
    await this.#apply({ kind, document, baseRevision, changes: {}, delete: true });
  }

  async #apply(change: object): Promise<void> {
    const edit = { ...change, id: crypto.randomUUID(), settles: null, at: new Date().toISOString() };
    const { results } = await this.call('POST', 'edits', { protocol: 1, edits: [edit] });
    const [result] = results as { status: string }[];
    if (result?.status !== 'applied') throw new Error(`The edit was not applied: ${JSON.stringify(results)}`);
  }

  /** All documents and conflicts, and each response, whole, as a `response` of its own. */
  async pullAll(): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    for (let after = 0, head = 1; after < head;) {
      const page = await this.pull(after);
      items.push(...page.items.filter(({ type }) => type !== 'responses'));
      items.push(...wholeResponses(this.#endpoint, page).map((response) => ({ type: 'response', response })));
      after = page.cursor;
      head = page.head;
    }
    return items;
  }

  /** One page of what lies after a place in the commit order. */
  async pull(after: number): Promise<PulledPage> {
    return (await this.call('GET', `pull?after=${after}&limit=1000`)) as unknown as PulledPage;
  }

  /** Address of the survey link of one activity, for phones. */
  async surveyLink(activity: string): Promise<string> {
    const link = { channel: 'link', activities: [activity], label: 'Uji' };
    return String((await this.call('POST', 'links', link)).url);
  }

  /** Address that makes one browser a kiosk of these activities, once and within ten minutes. */
  async enrolmentLink(activities: readonly string[], label = 'Tablet 1'): Promise<string> {
    return String((await this.call('POST', 'devices/codes', { label, activities })).url);
  }
}
