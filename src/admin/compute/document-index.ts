import type { Activity } from '#domain/activity.ts';
import { DEFAULT_INDICATOR_SETTINGS } from '#domain/agency.ts';
import type { Agency, Indicator, Target } from '#domain/agency.ts';
import { bounds } from '#domain/period.ts';
import type { Period } from '#domain/period.ts';
import type { Questionnaire } from '#domain/questionnaire.ts';
import type { Release } from '#domain/release.ts';
import type { Declaration } from './comparable-sets.ts';
import { formKey } from './forms.ts';

/** The office documents that figures are made of, deleted ones left out. */
export interface FigureDocuments {
  readonly agency: Agency | null;
  readonly activities: readonly Activity[];
  readonly releases: readonly Release[];
  readonly questionnaires: readonly Questionnaire[];
  readonly targets: readonly Target[];
  /** Which versions may be pooled although they ask different elements; in a stable order. */
  readonly declarations: readonly Declaration[];
}

/** Looks documents up without walking through all of them, so that a figure costs what its own period holds. */
export class DocumentIndex {
  readonly agency: Agency | null;
  readonly settings: Agency['indicators'];
  readonly releases: readonly Release[];
  readonly questionnaires: ReadonlyMap<string, Questionnaire>;
  /** By start. */
  readonly #activities: readonly Activity[];
  readonly #starts: Float64Array;
  readonly #byId: ReadonlyMap<string, Activity>;
  readonly #releasesOf = new Map<string, Release[]>();
  readonly #targets: ReadonlyMap<string, Target>;

  constructor(documents: FigureDocuments) {
    this.agency = documents.agency;
    this.settings = documents.agency?.indicators ?? DEFAULT_INDICATOR_SETTINGS;
    this.releases = documents.releases;
    this.questionnaires = new Map(documents.questionnaires.map((version) => [formKey(version), version]));
    this.#byId = new Map(documents.activities.map((activity) => [activity.id, activity]));
    const dated = documents.activities.map((activity) => ({ activity, start: Date.parse(activity.start) }));
    dated.sort((a, b) => a.start - b.start);
    this.#activities = dated.map(({ activity }) => activity);
    this.#starts = Float64Array.from(dated, ({ start }) => start);
    for (const release of documents.releases) {
      for (const id of new Set(release.activities)) {
        const releases = this.#releasesOf.get(id);
        if (releases === undefined) this.#releasesOf.set(id, [release]);
        else releases.push(release);
      }
    }
    this.#targets = new Map(
      documents.targets.map((target) => [`${target.indicator}-${target.year}`, target]),
    );
  }

  activity(id: string): Activity | undefined {
    return this.#byId.get(id);
  }

  /** Activities that start in the period, by start. */
  activitiesIn(period: Period): readonly Activity[] {
    const { from, until } = bounds(period);
    return this.#activities.slice(this.#firstFrom(from), this.#firstFrom(until));
  }

  /** Releases linked to any of the activities, each once. */
  releasesOf(activities: readonly Activity[]): ReadonlySet<Release> {
    return new Set(activities.flatMap(({ id }) => this.#releasesOf.get(id) ?? []));
  }

  target(indicator: Indicator, year: number): Target | null {
    return this.#targets.get(`${indicator}-${year}`) ?? null;
  }

  /** Place of the first activity that does not start before the instant. */
  #firstFrom(instant: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
