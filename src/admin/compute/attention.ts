import { tookPlace } from '#domain/activity.ts';
import type { PublicationResult } from '#domain/indicators/publication.ts';
import { SMALLEST_CELL } from '#domain/indicators/privacy.ts';
import type { FigureData } from './figure-data.ts';
import { activityRow, judgedRow } from './publication-figures.ts';
import type { ActivityRow, JudgedRow } from './publication-figures.ts';
import { EVERYTHING, selectCells } from './selection.ts';

/** What somebody has to look after, with the rows themselves: oldest first. */
export interface Attention {
  /** Took place, counts, and has no counting release yet. */
  readonly unreleased: readonly ActivityRow[];
  /** Releases that do not count for want of evidence. */
  readonly withoutEvidence: readonly JudgedRow[];
  readonly lateReleases: readonly JudgedRow[];
  /** Still "terjadwal" although the start has passed. */
  readonly stillScheduled: readonly ActivityRow[];
  /** Took place, but fewer than five people answered. */
  readonly fewRespondents: readonly (ActivityRow & { readonly respondents: number })[];
}

const EVIDENCE = new Set<string>(['medium', 'date', 'article-or-clipping']);

export function attentionOf(data: FigureData, publication: PublicationResult, asOf: string): Attention {
  const activities = data.documents.activitiesIn(publication.period);
  const held = activities.filter((activity) => tookPlace(activity, asOf));
  const respondents = respondentsByActivity(data, publication);
  return {
    unreleased: publication.unreleased.map(({ activity }) => activityRow(activity)),
    withoutEvidence: publication.notCounting
      .filter(({ reasons }) => reasons.some((reason) => EVIDENCE.has(reason)))
      .map(judgedRow),
    lateReleases: publication.notCounting.filter(({ reasons }) => reasons.join() === 'late').map(judgedRow),
    stillScheduled: held.filter(({ status }) => status === 'terjadwal').map(activityRow),
    fewRespondents: held
      .map((activity) => ({ ...activityRow(activity), respondents: respondents.get(activity.id) ?? 0 }))
      .filter((row) => row.respondents < SMALLEST_CELL),
  };
}

function respondentsByActivity(data: FigureData, { period }: PublicationResult): Map<string, number> {
  const { table } = data.responses;
  const respondents = new Map<string, number>();
  for (const cell of selectCells(data, { ...EVERYTHING, period })) {
    const id = table.activities[table.activity[cell]!];
    if (id !== undefined) respondents.set(id, (respondents.get(id) ?? 0) + table.respondents[cell]!);
  }
  return respondents;
}
