import type { Activity } from '#domain/activity.ts';
import type { Clipping, MediaKind, Release } from '#domain/release.ts';
import { DAY, dateAt } from './calendar.ts';
import type { Random } from './random.ts';
import { HEADLINES, MEDIA } from './words.ts';

export const RELEASE_COUNT = 300;

const KINDS: readonly (readonly [MediaKind, number])[] = [
  ['media-massa', 66],
  ['situs-sendiri', 18],
  ['media-sosial', 16],
];

/** Releases about activities that took place; a few late, without evidence, or not counted with a reason. */
export function makeReleases(
  random: Random,
  activities: readonly Activity[],
  now: number,
  clipping: Clipping,
): Release[] {
  const held = activities.filter((activity) => activity.status === 'selesai' && activity.exclusion === null);
  const order = random.shuffled(held.keys().toArray());
  return Array.from({ length: RELEASE_COUNT }, (_, count) =>
    makeRelease(random, held, order[count % order.length] ?? 0, { now, clipping }),
  );
}

function makeRelease(
  random: Random,
  held: readonly Activity[],
  at: number,
  { now, clipping }: { readonly now: number; readonly clipping: Clipping },
): Release {
  const main = held[at];
  if (main === undefined) throw new RangeError('There is no activity to write about.');
  const also = random.chance(0.35) ? held.slice(at + 1, at + 1 + random.integer(1, 2)) : [];
  const mediaKind = random.weighted(KINDS);
  const newest = [main, ...also].reduce((last, { start }) => Math.max(last, Date.parse(start)), 0);
  const delay = random.chance(0.04) ? random.integer(30, 60) : random.integer(0, 3);
  const published = Math.min(newest + delay * DAY, now);
  const evidence = evidenceOf(random, mediaKind, clipping);
  const counted = !random.chance(0.02);
  return {
    id: random.uuid(published),
    title: random.pick(HEADLINES).replace('*', main.name),
    mediaKind,
    medium: random.pick(MEDIA[mediaKind]),
    publishedOn: dateAt(published),
    ...evidence,
    activities: [main, ...also].map((activity) => activity.id),
    counted,
    notes: counted ? '' : 'Isi berita tidak membahas kegiatan ini.',
  };
}

/** Mostly an address, sometimes a clipping, rarely nothing yet. Addresses end in `.example`, which leads nowhere. */
function evidenceOf(
  random: Random,
  mediaKind: MediaKind,
  clipping: Clipping,
): Pick<Release, 'url' | 'clipping'> {
  const kind = random.weighted<'url' | 'clipping' | 'none'>([
    ['url', 88],
    ['clipping', mediaKind === 'media-massa' ? 8 : 0],
    ['none', 4],
  ]);
  if (kind === 'clipping') return { url: '', clipping };
  if (kind === 'none') return { url: '', clipping: null };
  return { url: `https://${mediaKind}.example/berita/${random.integer(10_000, 99_999)}`, clipping: null };
}
