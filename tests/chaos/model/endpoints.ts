import { copyFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LinkAnswer } from '#protocol/survey.ts';
import { surveyApp } from '#server/apps.ts';
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

/** What the model needs of an endpoint, real or not. */
export interface ModelEndpoint {
  readonly fetch: typeof fetch;
  /** Links that phones may open, and what each is answered with. */
  readonly links: readonly { readonly token: string; readonly answer: LinkAnswer }[];
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
  return {
    fetch: endpoint.fetch,
    links: Array.from({ length: LINKS }, (_, place) => ({
      token: `link-${place}`,
      answer: linkAnswer(place + 1),
    })),
    restart: async () => undefined,
    counted: async () => [...endpoint.stored.values()],
    aside: async () => [...endpoint.aside.values()],
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
  const links: { token: string; answer: LinkAnswer }[] = [];
  for (let made = 0; made < LINKS; made += 1) {
    const { token } = await anOpenSurvey(office);
    const answer = await ask('/api/v1/link', { headers: { authorization: `Link ${token}` } });
    links.push({ token, answer: (await answer.json()) as LinkAnswer });
  }
  return {
    fetch: ask,
    links,
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
