import assert from 'node:assert/strict';
import type { Activity } from '#domain/activity.ts';
import type { Release } from '#domain/release.ts';
import type { Golden } from './domain.ts';

export function activity(id: string, change: Partial<Activity> = {}): Activity {
  return {
    id,
    name: `Kegiatan ${id}`,
    category: 'rapat',
    start: '2026-02-10T02:00:00.000Z',
    end: null,
    place: 'Balai Kota',
    organiser: 'Sekretariat Daerah',
    leaders: [],
    dress: '',
    status: 'selesai',
    officers: '',
    invited: null,
    notes: '',
    exclusion: null,
    survey: { open: false, closesAt: null, questionnaire: null },
    ...change,
  };
}

export function release(id: string, activities: readonly string[], change: Partial<Release> = {}): Release {
  return {
    id,
    title: `Berita ${id}`,
    mediaKind: 'media-massa',
    medium: 'Harian Kota',
    publishedOn: '2026-02-11',
    url: `https://koran.example/${id}`,
    clipping: null,
    activities,
    counted: true,
    notes: '',
    ...change,
  };
}

const QUARTER = { kind: 'quarter', year: 2026, quarter: 1 } as const;
const SETTINGS = { countedMedia: ['media-massa'], cutOffDays: 14 } as const;
const AS_OF = '2026-04-20T00:00:00.000Z';
const CLIPPING = { fileName: 'kliping.pdf', mediaType: 'application/pdf', bytes: 10, sha256: 'a'.repeat(64) };

const ids = (entries: readonly { readonly activity: Activity }[]) =>
  entries.map((entry) => entry.activity.id);

export const publicationGoldens: readonly Golden[] = [
  {
    name: 'one release of three activities gives 33.33 %, two give 66.67 %',
    check: ({ publication }) => {
      const activities = ['a', 'b', 'c'].map((id) => activity(id));
      const one = publication.publicationPercentage(
        activities,
        [release('r', ['a'])],
        QUARTER,
        SETTINGS,
        AS_OF,
      );
      assert.deepEqual([one.releasedCount, one.activityCount, one.percentage], [1, 3, 3333]);
      const two = publication.publicationPercentage(
        activities,
        [release('r', ['a', 'b'])],
        QUARTER,
        SETTINGS,
        AS_OF,
      );
      assert.equal(two.percentage, 6667);
      assert.deepEqual([ids(two.released), ids(two.unreleased)], [['a', 'b'], ['c']]);
    },
  },
  {
    name: 'many releases of one activity count it once, so 100 % is never passed',
    check: ({ publication }) => {
      const releases = [
        release('r1', ['a', 'a']),
        release('r2', ['a']),
        release('r3', ['a', 'b', 'unknown']),
      ];
      const activities = [activity('a'), activity('b'), activity('a')];
      const result = publication.publicationPercentage(activities, releases, QUARTER, SETTINGS, AS_OF);
      assert.deepEqual([result.releasedCount, result.activityCount, result.percentage], [2, 2, 10_000]);
      assert.deepEqual(
        result.released[0]?.counting.map((counting) => counting.id),
        ['r1', 'r2', 'r3'],
      );
    },
  },
  {
    name: 'no activity is no result, never 0 % and never 100 %',
    check: ({ publication }) => {
      const off = activity('a', { status: 'batal' });
      const result = publication.publicationPercentage(
        [off],
        [release('r', ['a'])],
        QUARTER,
        SETTINGS,
        AS_OF,
      );
      assert.deepEqual([result.activityCount, result.exact, result.percentage], [0, null, null]);
    },
  },
  {
    name: 'an activity belongs to the period in which it starts in Jakarta, and counts once however long it lasts',
    check: ({ publication }) => {
      const activities = [
        activity('first-minute', { start: '2025-12-31T17:00:00.000Z' }),
        activity('minute-before', { start: '2025-12-31T16:59:59.999Z' }),
        activity('last-minute', { start: '2026-03-31T16:59:59.999Z', end: '2026-04-03T10:00:00.000Z' }),
        activity('minute-after', { start: '2026-03-31T17:00:00.000Z' }),
      ];
      const result = publication.publicationPercentage(activities, [], QUARTER, SETTINGS, AS_OF);
      assert.deepEqual(ids(result.unreleased), ['first-minute', 'last-minute']);
      assert.equal(result.percentage, 0);
    },
  },
  {
    name: 'cancelled, postponed, future and excluded entries do not count and are listed with the reason',
    check: ({ publication }) => {
      const activities = [
        activity('cancelled', { status: 'batal' }),
        activity('postponed', { status: 'ditunda' }),
        activity('future', { status: 'terjadwal', start: '2026-03-20T01:00:00.000Z' }),
        activity('forgotten', { status: 'terjadwal', start: '2026-02-01T01:00:00.000Z' }),
        activity('running', { status: 'berlangsung' }),
        activity('excluded', { exclusion: ' Rapat tertutup ' }),
        activity('no-reason', { exclusion: '  ' }),
      ];
      const releases = activities.map((entry) => release(`r-${entry.id}`, [entry.id]));
      const seen = '2026-03-01T00:00:00.000Z';
      const result = publication.publicationPercentage(activities, releases, QUARTER, SETTINGS, seen);
      assert.deepEqual(ids(result.released), ['forgotten', 'running', 'no-reason']);
      assert.deepEqual(
        result.notHeld.map((entry) => [entry.activity.id, entry.why]),
        [
          ['cancelled', 'batal'],
          ['postponed', 'ditunda'],
          ['future', 'belum-berlangsung'],
        ],
      );
      assert.deepEqual(
        result.excluded.map((entry) => [entry.activity.id, entry.reason]),
        [['excluded', 'Rapat tertutup']],
      );
    },
  },
  {
    name: 'a release needs evidence, a counted medium, the yes of staff and a date up to the cut-off',
    check: ({ publication }) => {
      const cases: readonly (readonly [string, Partial<Release>, readonly string[]])[] = [
        ['clipping', { url: ' ', clipping: CLIPPING }, []],
        ['on-the-cut-off', { publishedOn: '2026-04-14' }, []],
        ['day-after', { publishedOn: '2026-04-15' }, ['late']],
        ['no-proof', { url: ' ' }, ['article-or-clipping']],
        ['no-medium', { medium: ' ' }, ['medium']],
        ['no-date', { publishedOn: '' }, ['date']],
        ['impossible-date', { publishedOn: '2026-02-30' }, ['date']],
        ['own-site', { mediaKind: 'situs-sendiri' }, ['media-kind']],
        ['refused-and-late', { counted: false, publishedOn: '2026-05-01' }, ['staff-decision', 'late']],
      ];
      const activities = cases.map(([id]) => activity(id));
      const releases = cases.map(([id, change]) => release(`r-${id}`, [id], change));
      const result = publication.publicationPercentage(activities, releases, QUARTER, SETTINGS, AS_OF);
      assert.equal(result.cutOff, '2026-04-14');
      assert.deepEqual(ids(result.released), ['clipping', 'on-the-cut-off']);
      for (const [id, , reasons] of cases.filter(([, , against]) => against.length > 0)) {
        const entry = result.unreleased.find((unreleased) => unreleased.activity.id === id);
        assert.deepEqual(entry?.notCounting[0]?.reasons, reasons, id);
      }
      assert.deepEqual(
        result.late.map((late) => late.id),
        ['r-day-after'],
      );
      assert.equal(result.notCounting.length, 7);
      assert.equal(result.percentage, 2222);
    },
  },
  {
    name: 'the office may count its own site and move the cut-off',
    check: ({ publication }) => {
      const settings = { countedMedia: ['situs-sendiri'], cutOffDays: 0 } as const;
      const releases = [
        release('r1', ['a'], { mediaKind: 'situs-sendiri', publishedOn: '2026-03-31' }),
        release('r2', ['b'], { mediaKind: 'situs-sendiri', publishedOn: '2026-04-01' }),
        release('r3', ['c']),
      ];
      const activities = ['a', 'b', 'c'].map((id) => activity(id));
      const result = publication.publicationPercentage(activities, releases, QUARTER, settings, AS_OF);
      assert.deepEqual(ids(result.released), ['a']);
    },
  },
];
