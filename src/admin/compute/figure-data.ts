import type { PublicationResult } from '#domain/indicators/publication.ts';
import type { CellTable } from './cell-table.ts';
import type { CountedChunk } from './count-cells.ts';
import { FormSets } from './comparable-sets.ts';
import { DocumentIndex } from './document-index.ts';
import type { FigureDocuments } from './document-index.ts';
import { profileBuckets } from './profile-buckets.ts';
import type { ProfileBuckets } from './profile-buckets.ts';
import { countProfiles } from './profile-table.ts';
import type { ProfileTable } from './profile-table.ts';

/** The responses of the local copy, counted once for each change of the data. */
export class CountedResponses {
  readonly table: CellTable;
  readonly chunks: readonly CountedChunk[];
  readonly uncounted: number;
  #profiles: ProfileTable | null = null;

  constructor(table: CellTable, chunks: readonly CountedChunk[], uncounted: number) {
    this.table = table;
    this.chunks = chunks;
    this.uncounted = uncounted;
  }

  /** Made at the first call: most screens never ask for profiles. */
  get profiles(): ProfileTable {
    this.#profiles ??= countProfiles(this.table, this.chunks);
    return this.#profiles;
  }
}

/** Everything that figures are made of at one moment. */
export class FigureData {
  readonly documents: DocumentIndex;
  readonly responses: CountedResponses;
  readonly sets: FormSets;
  /** For each cell the instant (milliseconds) that decides its period: the activity's start, else the submission. */
  readonly time: Float64Array;
  /** For each cell its place in `organisers`; -1 without a known activity. */
  readonly organiser: Int32Array;
  readonly organisers: readonly string[];
  readonly #settled = new Map<string, PublicationResult>();
  #passing = { asOf: '', results: new Map<string, PublicationResult>() };
  #buckets: ProfileBuckets | null = null;

  constructor(documents: FigureDocuments, responses: CountedResponses) {
    this.documents = new DocumentIndex(documents);
    this.responses = responses;
    const { table } = responses;
    this.sets = new FormSets(table.forms, documents.declarations);
    const organisers = new Map<string, number>();
    const known = table.activities.map((id) => {
      const activity = this.documents.activity(id);
      if (activity === undefined) return null;
      if (!organisers.has(activity.organiser)) organisers.set(activity.organiser, organisers.size);
      return { start: Date.parse(activity.start), organiser: organisers.get(activity.organiser)! };
    });
    this.time = new Float64Array(table.size);
    this.organiser = new Int32Array(table.size);
    for (let cell = 0; cell < table.size; cell += 1) {
      const activity = known[table.activity[cell]!] ?? null;
      this.time[cell] = activity?.start ?? table.earliestMinute[cell]! * 60_000;
      this.organiser[cell] = activity?.organiser ?? -1;
    }
    this.organisers = [...organisers.keys()];
  }

  /** The cells by month and profile; made at the first call. */
  get profileBuckets(): ProfileBuckets {
    this.#buckets ??= profileBuckets(this.responses.table, this.responses.profiles, this.time);
    return this.#buckets;
  }

  /** Results of the percentage already worked out that no moment changes any more, by period key. */
  get settledPublications(): Map<string, PublicationResult> {
    return this.#settled;
  }

  /** Results of the percentage already worked out for this moment, by period key. */
  publicationsAsOf(asOf: string): Map<string, PublicationResult> {
    if (this.#passing.asOf !== asOf) this.#passing = { asOf, results: new Map() };
    return this.#passing.results;
  }
}
