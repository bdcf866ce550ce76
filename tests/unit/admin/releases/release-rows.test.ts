import { describe, expect, it } from 'vitest';
import { draftOfRelease, emptyRelease, releaseFields } from '#admin/releases/release-draft.ts';
import { filterReleases, releaseRow } from '#admin/releases/release-rows.ts';
import type { ReleaseFilter } from '#admin/releases/release-rows.ts';
import { regularPeriod } from '#domain/period.ts';
import type { MediaKind } from '#domain/release.ts';
import { anActivity, aRelease } from '../activities/samples.ts';

const SETTINGS: { countedMedia: MediaKind[] } = { countedMedia: ['media-massa'] };
const activity = anActivity({ name: 'Peresmian Taman' });
const byId = new Map([[activity.id, activity]]);
const row = (changes: Parameters<typeof aRelease>[0]) => releaseRow(aRelease(changes), false, byId, SETTINGS);

const ROWS = [
  row({ id: '1', title: 'Taman Diresmikan' }),
  row({ id: '2', title: 'Unggahan', mediaKind: 'media-sosial', activities: [] }),
  row({ id: '3', title: 'Tanpa tanggal', publishedOn: '', activities: [] }),
  row({ id: '4', title: 'Bulan lain', publishedOn: '2026-10-01', activities: [] }),
];
const SEPTEMBER: ReleaseFilter = {
  period: regularPeriod('month', 2026, 9),
  text: '',
  kind: null,
  counting: null,
};
const found = (filter: Partial<ReleaseFilter>) =>
  filterReleases(ROWS, { ...SEPTEMBER, ...filter }).map(({ release }) => release.id);

describe('releases in their table', () => {
  it('know their activities in order of time and pass over those that are gone', () => {
    const later = anActivity({ id: 'b', start: '2026-09-09T00:00:00.000Z' });
    const release = aRelease({ activities: ['b', 'gone', activity.id, 'b'] });
    const { activities } = releaseRow(release, true, new Map([...byId, ['b', later]]), SETTINGS);
    expect(activities).toEqual([activity, later]);
  });

  it('say every reason why they do not count, and are never late in a list over all time', () => {
    expect(row({ medium: '', counted: false }).reasons).toEqual(['medium', 'staff-decision']);
    expect(row({ publishedOn: '2030-01-01' }).reasons).toEqual([]);
  });

  it('are filtered by the day of publication; those without one are not forgotten', () => {
    expect(found({})).toEqual(['1', '2', '3']);
  });

  it('are found by words of the title, the medium and the activities', () => {
    expect(found({ text: 'peresmian harian' })).toEqual(['1']);
    expect(found({ text: 'unggahan' })).toEqual(['2']);
  });

  it('are filtered by kind and by whether they count', () => {
    expect(found({ kind: 'media-sosial' })).toEqual(['2']);
    expect(found({ counting: 'yes' })).toEqual(['1']);
    expect(found({ counting: 'no' })).toEqual(['2', '3']);
  });
});

describe('a release in its form', () => {
  it('comes out as it went in', () => {
    const { id: _id, ...fields } = aRelease();
    expect(releaseFields(draftOfRelease(aRelease()))).toEqual(fields);
  });

  it('gets a whole address and no spaces around its words; a text that is no address is none', () => {
    const draft = {
      ...emptyRelease('2026-09-06', ['a']),
      url: 'media.example/1',
      title: ' Judul ',
      medium: ' Media ',
    };
    expect(releaseFields(draft)).toMatchObject({
      url: 'https://media.example/1',
      title: 'Judul',
      medium: 'Media',
      publishedOn: '2026-09-06',
      activities: ['a'],
      counted: true,
    });
    expect(releaseFields({ ...draft, url: 'bukan alamat' }).url).toBe('');
  });
});
