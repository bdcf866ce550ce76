import { tookPlace } from '#domain/activity.ts';
import { sufficiency } from '#domain/sample.ts';
import type { Sufficiency } from '#domain/sample.ts';
import type { FigureData } from './figure-data.ts';
import type { Selection } from './selection.ts';

/** How many people were served, and whether enough of them answered. */
export interface SampleFigures {
  /** Activities of the selection that took place. */
  readonly activities: number;
  /** Those of them that do not say how many were invited. */
  readonly withoutInvited: number;
  /** Sum of the invited, or what the person put in its place; `null`: nobody was counted. */
  readonly population: number | null;
  /** The population is whole: every activity says its number, or the person gave it. */
  readonly complete: boolean;
  readonly krejcieMorgan: Sufficiency | null;
  readonly slovin: Sufficiency | null;
}

/**
 * Adequacy of the sample. The population is the number of invitations to the activities of the selection that took
 * place, unless `given` replaces it. A selection of a channel has no population of its own.
 * @param asOf ISO 8601 UTC
 */
export function sampleFigures(
  data: FigureData,
  selection: Selection,
  reached: number,
  given: number | null,
  asOf: string,
): SampleFigures {
  const held = data.documents
    .activitiesIn(selection.period)
    .filter(
      (activity) =>
        tookPlace(activity, asOf) &&
        (selection.organiser === null || activity.organiser === selection.organiser) &&
        (selection.activity === null || activity.id === selection.activity),
    );
  const withoutInvited = held.filter((activity) => activity.invited === null).length;
  const invited = held.reduce((sum, activity) => sum + (activity.invited ?? 0), 0);
  const known = invited > 0 && selection.channel === null ? invited : null;
  const population = given ?? known;
  return {
    activities: held.length,
    withoutInvited,
    population,
    complete: given !== null || (known !== null && withoutInvited === 0),
    krejcieMorgan: population === null ? null : sufficiency(population, reached, 'krejcie-morgan'),
    slovin: population === null ? null : sufficiency(population, reached, 'slovin'),
  };
}
