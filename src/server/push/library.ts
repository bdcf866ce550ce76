import type { Activity } from '#domain/activity.ts';
import type { Agency } from '#domain/agency.ts';
import { fitCheck } from '#domain/validation.ts';
import type { DocumentBody, DocumentKind } from '#protocol/document.ts';
import type { DocumentRecord } from '../storage/document-store.ts';
import type { Storage } from '../storage/storage.ts';

export interface KnownActivity {
  readonly activity: Activity;
  readonly deleted: boolean;
  /** When the document was last changed, milliseconds since 1970. */
  readonly changedAt: number;
}

/** One version of a questionnaire, with the check of responses to it made ready. */
export type KnownVersion = DocumentBody<'questionnaire'>['questionnaire'] & {
  readonly fitProblems: ReturnType<typeof fitCheck>;
};

/** Versions never change, so they are read once for all requests; the oldest make room. */
const VERSIONS_KEPT = 200;
const versions = new WeakMap<Storage, Map<string, KnownVersion>>();

/** Looks up the documents that judging a response needs, once per request at most. */
export class Library {
  readonly #storage: Storage;
  readonly #agency: string;
  readonly #activities = new Map<string, Promise<KnownActivity | null>>();
  readonly #questionnaires = new Map<string, Promise<KnownVersion | null>>();
  readonly #imports = new Map<string, Promise<boolean>>();

  constructor(storage: Storage, agency: string) {
    this.#storage = storage;
    this.#agency = agency;
  }

  activity(id: string): Promise<KnownActivity | null> {
    return remember(this.#activities, id, async () => {
      const record = await this.#storage.documents.get(this.#agency, 'activity', id);
      const activity = bodyOf('activity', record);
      if (record === null || activity === null) return null;
      return { activity, deleted: record.deleted, changedAt: record.changedAt };
    });
  }

  questionnaire(id: string, number: number): Promise<KnownVersion | null> {
    return remember(this.#questionnaires, `${id}:${number}`, async (key) => {
      const kept = versions.get(this.#storage) ?? new Map<string, KnownVersion>();
      versions.set(this.#storage, kept);
      const name = `${this.#agency} ${key}`;
      const known = kept.get(name);
      if (known !== undefined) return known;
      const record = await this.#storage.documents.get(this.#agency, 'questionnaire', key);
      const questionnaire = bodyOf('questionnaire', record)?.questionnaire;
      if (questionnaire === undefined) return null;
      const version = { ...questionnaire, fitProblems: fitCheck(questionnaire.content) };
      const oldest = kept.size < VERSIONS_KEPT ? undefined : kept.keys().next().value;
      if (oldest !== undefined) kept.delete(oldest);
      kept.set(name, version);
      return version;
    });
  }

  /**
   * Since when (milliseconds since 1970) an activity has been open to invited people only; before everything when it was
   * so from its beginning.
   */
  async invitedOnlySince(id: string): Promise<number> {
    let since = Number.NEGATIVE_INFINITY;
    let before: boolean | null = null;
    for (const { changes, receivedAt } of await this.#storage.documents.history(
      this.#agency,
      'activity',
      id,
    )) {
      const { survey } = changes;
      if (typeof survey !== 'object' || survey === null) continue;
      const invitedOnly = 'invitedOnly' in survey && survey.invitedOnly === true;
      if (invitedOnly && before === false) since = receivedAt;
      before = invitedOnly;
    }
    return since;
  }

  isImport(id: string): Promise<boolean> {
    return remember(this.#imports, id, async () => {
      return (await this.#storage.documents.get(this.#agency, 'import', id)) !== null;
    });
  }

  async agency(): Promise<Agency> {
    const agency = bodyOf('agency', await this.#storage.documents.get(this.#agency, 'agency', this.#agency));
    if (agency === null) throw new TypeError('The agency has no document.');
    return agency;
  }
}

function remember<T>(
  known: Map<string, Promise<T>>,
  key: string,
  read: (key: string) => Promise<T>,
): Promise<T> {
  let value = known.get(key);
  if (value === undefined) {
    value = read(key);
    known.set(key, value);
  }
  return value;
}

/** The body of a stored document in its form, which was checked when it was written. */
function bodyOf<K extends DocumentKind>(kind: K, record: DocumentRecord | null): DocumentBody<K> | null {
  return record?.kind === kind ? (record.body as DocumentBody<K>) : null;
}
