import { DEFAULT_INDICATOR_SETTINGS } from '#domain/agency.ts';
import type { Target } from '#domain/agency.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import { DEFAULT_QUESTIONNAIRE, DEFAULT_QUESTIONNAIRE_ID } from '#domain/default-questionnaire.ts';
import type { Questionnaire, QuestionnaireContent } from '#domain/questionnaire.ts';
import { sha256Hex } from '#protocol/hash.ts';
import type { Role } from '#protocol/role.ts';
import { newDocument } from '#server/storage/founding.ts';
import { hashPassword } from '#server/storage/password-hash.ts';
import type { Storage } from '#server/storage/storage.ts';
import { makeActivities } from './activities.ts';
import { spanEnding, yearAt } from './calendar.ts';
import type { Span } from './calendar.ts';
import { exampleClipping } from './clipping.ts';
import { addConflict } from './conflict.ts';
import { deliverFieldYear } from './deliver-field-year.ts';
import { Random } from './random.ts';
import { makeReleases } from './releases.ts';
import { makeFieldYear } from './responses.ts';
import { THIRTEEN_ELEMENTS, THIRTEEN_ELEMENTS_ID } from './thirteen-elements.ts';

export const DEMO_PASSWORD = 'contoh-saja-demo';

/** Roles, not people. */
export const DEMO_ACCOUNTS: readonly {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
}[] = [
  { username: 'demo', name: 'Admin Contoh', role: 'admin' },
  { username: 'protokol', name: 'Sub Bagian Protokol (contoh)', role: 'protokol' },
  { username: 'komunikasi', name: 'Sub Bagian Komunikasi (contoh)', role: 'komunikasi' },
  { username: 'pimpinan', name: 'Kepala Bagian (contoh)', role: 'pimpinan' },
];

export interface Filled {
  readonly activities: number;
  readonly releases: number;
  readonly responses: number;
}

/** Fills an empty store with a believable year that ends on `endDate`; the same seed and date give the same data. */
export async function fillDemo(storage: Storage, seed: number, endDate: string): Promise<Filled | null> {
  const random = new Random(seed);
  const span = spanEnding(endDate);
  const agency = random.uuid(span.from);
  const nine = await released(DEFAULT_QUESTIONNAIRE_ID, DEFAULT_QUESTIONNAIRE);
  const thirteen = await released(THIRTEEN_ELEMENTS_ID, THIRTEEN_ELEMENTS);
  const [admin, ...others] = await accounts(random, span);
  if (admin === undefined) throw new RangeError('The example needs an admin.');
  const author = { by: admin.id, at: span.from };
  const founded = await storage.agencies.create({
    ...{ id: agency, at: span.from, onlyIfNone: true, account: admin },
    documents: [
      ...[nine, thirteen].map((questionnaire) =>
        newDocument(
          'questionnaire',
          { id: `${questionnaire.id}:${questionnaire.version}`, questionnaire },
          author,
        ),
      ),
      newDocument('agency', agencyBody(agency, nine), author),
    ],
  });
  if (founded === null) return null;
  for (const account of others) await storage.accounts.add(agency, account, author);

  const clipping = exampleClipping();
  const { sha256: hash, mediaType } = clipping.description;
  await storage.clippings.add(agency, { hash, mediaType, content: clipping.content }, author);
  const activities = makeActivities(random, span, { nine: form(nine), thirteen: form(thirteen) });
  const releases = makeReleases(random, activities, span.now, clipping.description);
  await Promise.all([
    ...makeTargets(span).map((target) =>
      storage.documents.write(agency, newDocument('target', { ...target }, author)),
    ),
    ...activities.map((activity) =>
      storage.documents.write(agency, newDocument('activity', { ...activity }, author)),
    ),
    ...releases.map((release) =>
      storage.documents.write(agency, newDocument('release', { ...release }, author)),
    ),
  ]);

  const questionnaires = new Map([nine, thirteen].map((questionnaire) => [questionnaire.id, questionnaire]));
  const year = makeFieldYear({ random, span, agency, questionnaires }, activities);
  await deliverFieldYear(storage, agency, year, { by: admin.id, from: span.from, now: span.now });
  await addConflict(storage, agency, activities, random, span.now);
  const responses = year.loads.reduce((sum, { items }) => sum + items.length, 0);
  return { activities: activities.length, releases: releases.length, responses };
}

async function released(id: string, content: QuestionnaireContent): Promise<Questionnaire> {
  return { id, version: 1, hash: await sha256Hex(canonicalJson(content)), content };
}

function form({ id, version }: Questionnaire): { id: string; version: number } {
  return { id, version };
}

async function accounts(random: Random, span: Span) {
  return Promise.all(
    DEMO_ACCOUNTS.map(async (account) => ({
      ...account,
      id: random.uuid(span.from),
      disabled: false,
      password: await hashPassword(DEMO_PASSWORD),
    })),
  );
}

function agencyBody(id: string, questionnaire: Questionnaire) {
  return {
    id,
    name: 'Bagian Humas dan Protokol (CONTOH)',
    parent: 'Sekretariat Daerah Kota Probolinggo',
    city: 'Kota Probolinggo',
    indicators: DEFAULT_INDICATOR_SETTINGS,
    questionnaire: form(questionnaire),
  };
}

/** Both indicators, for each calendar year that the example touches. */
function makeTargets({ from, now }: Span): Target[] {
  const years = [...new Set([yearAt(from), yearAt(now)])];
  return years.flatMap((year): Target[] => [
    {
      ...{ id: `iku1-${year}`, indicator: 'iku1', year, target: '70.00' },
      ...{ quarters: ['60.00', '65.00', '68.00', '70.00'], quarterMode: 'cumulative' },
    },
    {
      ...{ id: `iku2-${year}`, indicator: 'iku2', year, target: '80.00' },
      ...{ quarters: [null, '78.00', null, '80.00'], quarterMode: 'single' },
    },
  ]);
}
