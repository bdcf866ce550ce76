import { liveQuery } from 'dexie';
import type { OfficeDatabase } from '#local/office/database.ts';
import { listDocuments } from '#local/office/documents.ts';
import { pullState } from '#local/office/pull.ts';
import { loadColumns, loadDetails } from '#local/office/responses.ts';
import type { DocumentBody, DocumentKind } from '#protocol/document.ts';
import type { FigureDocuments } from './document-index.ts';
import { FigureData } from './figure-data.ts';
import type { CountedResponses } from './figure-data.ts';
import { formKey } from './forms.ts';
import { ResponseCount } from './response-count.ts';
import type { FigureSource, Tell } from './serve.ts';

/** Milliseconds of counting after which waiting messages get their turn. */
const SLICE_MS = 40;
/** Resolves after so many milliseconds. */
type Pause = (ms: number) => Promise<void>;

/** Between two counts while a pull goes on: each is drawn, and a million responses come in hundreds of pages. */
const WHILE_PULLING_MS = 1000;

/** The office database as the source of figures; follows pulls and edits, also those of other tabs. */
export function localSource(db: OfficeDatabase, pause: Pause = wait): FigureSource {
  return {
    follow(tell) {
      const follower = new Follower(db, tell, pause);
      liveQuery(() => readDocuments(db)).subscribe(
        (documents) => follower.takeDocuments(documents),
        (reason: unknown) => tell.broken(reason),
      );
      liveQuery(() => pullState(db)).subscribe(
        () => follower.takeUp(),
        (reason: unknown) => tell.broken(reason),
      );
    },
    readDetails: (chunk) => loadDetails(db, chunk),
  };
}

async function readDocuments(db: OfficeDatabase): Promise<FigureDocuments> {
  const bodies = async <K extends DocumentKind>(kind: K): Promise<DocumentBody<K>[]> =>
    (await listDocuments(db, kind)).map((document) => document.body);
  const [agencies, activities, releases, questionnaires, targets, declarations] = await Promise.all([
    bodies('agency'),
    bodies('activity'),
    bodies('release'),
    bodies('questionnaire'),
    bodies('target'),
    bodies('comparability'),
  ]);
  return {
    agency: agencies[0] ?? null,
    activities,
    releases,
    questionnaires: questionnaires.map((document) => document.questionnaire),
    targets,
    declarations: declarations.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** Counts again whenever documents or responses change; changes during a count are taken up together after it. */
class Follower {
  readonly #db: OfficeDatabase;
  readonly #tell: Tell;
  readonly #pause: Pause;
  #documents: FigureDocuments | null = null;
  #counted: Counted | null = null;
  #changed = false;
  #working = false;

  constructor(db: OfficeDatabase, tell: Tell, pause: Pause) {
    this.#db = db;
    this.#tell = tell;
    this.#pause = pause;
  }

  takeDocuments(documents: FigureDocuments): void {
    this.#documents = documents;
    this.takeUp();
  }

  takeUp(): void {
    this.#changed = true;
    if (!this.#working) void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    try {
      while (this.#changed && this.#documents !== null) {
        this.#changed = false;
        const documents = this.#documents;
        this.#counted = await this.#count(documents);
        this.#tell.data(new FigureData(documents, this.#counted.responses));
        if (this.#counted.isBehind) await this.#pause(WHILE_PULLING_MS);
      }
    } catch (reason) {
      this.#tell.broken(reason);
    } finally {
      this.#working = false;
    }
  }

  async #count({ questionnaires }: FigureDocuments): Promise<Counted> {
    const { cursor, head } = await pullState(this.#db);
    const isBehind = cursor < head;
    const forms = questionnaires.map(formKey).toSorted().join();
    const before = this.#counted;
    if (before !== null && before.cursor === cursor && before.forms === forms) return { ...before, isBehind };
    /** A cursor that went back is a copy that was emptied and is pulled anew. */
    const goesOn = before !== null && before.forms === forms && before.cursor < cursor;
    const count = goesOn ? before.count : new ResponseCount(questionnaires);
    const chunks = await loadColumns(this.#db, count.next);
    count.take(chunks);
    const responses = await this.#inSlices(count, chunks.length);
    return { count, responses, cursor, isBehind, forms };
  }

  async #inSlices(count: ResponseCount, total: number): Promise<CountedResponses> {
    const steps = count.count();
    let paused = performance.now();
    let done = 0;
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done === true) return step.value;
      done += 1;
      if (performance.now() - paused < SLICE_MS) continue;
      this.#tell.counting(done, total);
      await this.#pause(0);
      paused = performance.now();
    }
  }
}

interface Counted {
  readonly count: ResponseCount;
  readonly responses: CountedResponses;
  readonly cursor: number;
  /** More is at the endpoint and on its way. */
  readonly isBehind: boolean;
  /** Which questionnaires were known. */
  readonly forms: string;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
