import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Activity } from '#domain/activity.ts';
import type { Agency } from '#domain/agency.ts';
import type { Comparability } from '#domain/indicators/mixing.ts';
import type { Questionnaire } from '#domain/questionnaire.ts';
import type { Release } from '#domain/release.ts';
import type { SurveyResponse } from '#domain/response.ts';
import { DOCUMENTS } from '#protocol/document.ts';
import type { DocumentKind } from '#protocol/document.ts';
import { databaseIn } from '#server/storage/data-folder.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { StorageProblem } from '#server/storage/storage-problem.ts';
import type { Storage } from '#server/storage/storage.ts';
import { Refusal } from './refusal.ts';

/** What the endpoint keeps, as the indicators need it: documents that were not deleted, and all responses. */
export interface EndpointData {
  readonly agency: Agency;
  readonly activities: ReadonlyMap<string, Activity>;
  readonly releases: readonly Release[];
  /** By id and version, `layanan-keprotokolan:1`. */
  readonly questionnaires: ReadonlyMap<string, Questionnaire>;
  /** Which versions may be pooled although they ask different elements; by id, as the office orders them. */
  readonly declarations: readonly Comparability[];
  /** In the order in which they were stored, one at a time. */
  responses(activity: string | null): Iterable<SurveyResponse>;
}

/** Opens a data folder, lets `work` read from it and closes it again. Throws a Refusal when there is nothing to read. */
export async function withEndpointData<T>(
  folder: string,
  work: (data: EndpointData) => Promise<T>,
): Promise<T> {
  const file = databaseIn(resolve(folder));
  if (!existsSync(file))
    throw new Refusal(`tidak ada basis data di folder "${folder}". Sebutkan dengan --data.`);
  const storage = opened(file);
  try {
    return await work(await read(storage, folder));
  } finally {
    await storage.close();
  }
}

function opened(file: string): Storage {
  try {
    return openSqlite(file);
  } catch (reason) {
    throw reason instanceof StorageProblem ? new Refusal(reason.message) : reason;
  }
}

async function read(storage: Storage, folder: string): Promise<EndpointData> {
  const id = (await storage.agencies.first())?.id;
  if (id === undefined) throw new Refusal(`folder "${folder}" belum berisi data: kantornya belum disiapkan.`);
  const bodies = async (kind: DocumentKind): Promise<unknown[]> =>
    (await storage.documents.list(id, kind)).filter(({ deleted }) => !deleted).map(({ body }) => body);
  const [agency] = (await bodies('agency')).map((body) => DOCUMENTS.agency.parse(body));
  if (agency === undefined) throw new Refusal(`folder "${folder}" tidak memuat dokumen kantor.`);
  const activities = (await bodies('activity')).map((body) => DOCUMENTS.activity.parse(body));
  const questionnaires = (await bodies('questionnaire')).map((body) => DOCUMENTS.questionnaire.parse(body));
  const declarations = (await bodies('comparability')).map((body) => DOCUMENTS.comparability.parse(body));
  return {
    agency,
    declarations: declarations.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    activities: new Map(activities.map((activity) => [activity.id, activity])),
    releases: (await bodies('release')).map((body) => DOCUMENTS.release.parse(body)),
    questionnaires: new Map(questionnaires.map(({ id: key, questionnaire }) => [key, questionnaire])),
    *responses(activity) {
      const filter = activity === null ? {} : { activity };
      for (const { body, marks } of storage.responses.each(id, filter)) {
        // Its form was checked when it was stored, and its bytes cannot have changed since.
        const response = JSON.parse(body) as SurveyResponse;
        yield { ...response, flags: [...new Set([...response.flags, ...marks])] };
      }
    },
  };
}
