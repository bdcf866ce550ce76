import type { Channel } from '#domain/response.ts';
import { CHANNELS } from '#local/office/columns.ts';
import type { ResponseColumns } from '#local/office/columns.ts';

/** Answers of one activity by the way they came in. */
export type ChannelCounts = Readonly<Record<Channel, number>>;

/** Answers of every activity that has any, counted over the columns of the local copy. */
export function countAnswers(columns: readonly ResponseColumns[]): Map<string, ChannelCounts> {
  const counts = new Map<string, Record<Channel, number>>();
  for (const chunk of columns) {
    const places = chunk.activities.map((activity) => (activity === null ? null : entryOf(counts, activity)));
    for (let row = 0; row < chunk.count; row += 1) {
      const entry = places[chunk.activity[row]!];
      const channel = CHANNELS[chunk.channel[row]!];
      if (entry && channel) entry[channel] += 1;
    }
  }
  return counts;
}

/** All channels together. */
export function totalOf(counts: ChannelCounts | undefined): number {
  return counts === undefined ? 0 : counts.kiosk + counts.link + counts.import;
}

function entryOf(counts: Map<string, Record<Channel, number>>, activity: string): Record<Channel, number> {
  const known = counts.get(activity);
  if (known !== undefined) return known;
  const fresh = { kiosk: 0, link: 0, import: 0 };
  counts.set(activity, fresh);
  return fresh;
}
