import { copyFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LinkAnswer } from '#protocol/survey.ts';
import { surveyApp } from '#server/apps.ts';
import { tokenOf } from '#server/office/links.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { SURVEY, anOpenSurvey, openOffice } from '../../unit/server/stage.ts';
import { linkAnswer } from '../../unit/local/survey-scene.ts';
import { scratchFolder } from '../rigs/scratch.ts';
import { SurveyEndpoint } from '../../unit/sync/survey-endpoint.ts';

/** One response as an endpoint keeps it. */
export interface KeptThere {
  readonly id: string;
  readonly hash: string;
  readonly body: string;
}

export interface ModelLink {
  readonly token: string;
  readonly answer: LinkAnswer;
}

/** What the model needs of an endpoint, real or not. */
export interface ModelEndpoint {
  readonly fetch: typeof fetch;
  /** Links that phones may open now, and what each is answered with. */
  readonly links: readonly ModelLink[];
  /** The office withdraws a link and makes a new one for the same event. */
  revoke(place: number): Promise<void>;
  /** It dies without warning and starts again on what it had stored. */
  restart(): Promise<void>;
  counted(): Promise<KeptThere[]>;
  aside(): Promise<KeptThere[]>;
  dispose(): Promise<void>;
}

const LINKS = 2;

/** An endpoint of a few lines that keeps the rules: what the real one is compared with. */
export function memoryEndpoint(): ModelEndpoint {
  const endpoint = new SurveyEndpoint();
  const links = Array.from({ length: LINKS }, (_, place) => ({
    ...{ token: `link-${place}`, answer: linkAnswer(place + 1) },
  }));
  return {
    fetch: endpoint.fetch,
    links,
    async revoke(place) {
      const { token, answer } = links[place]!;
      endpoint.expired.add(`Link ${token}`);
      links[place] = { token: `${token}+`, answer };
    },
    restart: async () => undefined,
    counted: async () => [...endpoint.store.stored.values()],
    aside: async () => [...endpoint.store.aside.values()],
    dispose: async () => undefined,
  };
}

/** The real endpoint over a real SQLite file. When it dies, it goes on with a copy of the file as it lay there then. */
export async function realEndpoint(): Promise<ModelEndpoint> {
  const folder = await scratchFolder();
  let file = join(folder, 'skm.db');
  let lives = 0;
  const office = await openOffice({ storage: openSqlite(file) });
  const { agency } = office;
  let { storage, survey } = office;
  const ask: typeof fetch = async (input, init) => {
    const life = lives;
    const answer = await survey(new Request(new URL(String(input), SURVEY), init));
    if (life !== lives) throw new TypeError('connection reset');
    return answer;
  };
  const opened = async (token: string): Promise<ModelLink> => {
    const answer = await ask('/api/v1/link', { headers: { authorization: `Link ${token}` } });
    return { token, answer: (await answer.json()) as LinkAnswer };
  };
  const links: ModelLink[] = [];
  for (let made = 0; made < LINKS; made += 1) links.push(await opened((await anOpenSurvey(office)).token));
  return {
    fetch: ask,
    links,
    async revoke(place) {
      const { id: subject } = links[place]!.answer.activity;
      const audit = { by: office.accountOf('admin'), at: office.clock.now };
      await storage.links.revoke(agency.id, 'link', subject, audit);
      const inForce = { channel: 'link' as const, subject, label: '', activities: [subject] };
      const issued = await storage.links.issue(agency.id, inForce, audit);
      links[place] = await opened(tokenOf(agency, issued, [], audit.at).token);
    },
    async restart() {
      const dead = storage;
      lives += 1;
      const next = join(folder, `skm-${lives}.db`);
      // At once, so that nothing is committed between the two.
      copyFileSync(file, next);
      copyFileSync(`${file}-wal`, `${next}-wal`);
      await dead.close();
      file = next;
      storage = openSqlite(file);
      survey = await surveyApp({ ...office.endpoint, storage }, '/nonexistent');
    },
    counted: async () => [...storage.responses.each(agency.id, {})],
    aside: async () =>
      (await storage.responses.quarantine(agency.id, 10_000)).map(({ item, hash, body }) => ({
        id: item,
        hash,
        body,
      })),
    async dispose() {
      await storage.close();
      await rm(folder, { recursive: true });
    },
  };
}
