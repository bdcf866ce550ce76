import { describe, expect, it } from 'vitest';
import { releasesByActivity, releaseState } from '#admin/activities/release-state.ts';
import type { MediaKind } from '#domain/release.ts';
import { anActivity, aRelease } from './samples.ts';

const NOW = '2026-10-01T00:00:00.000Z';
const MASS_MEDIA: { countedMedia: MediaKind[] } = { countedMedia: ['media-massa'] };

describe('whether an activity is out yet', () => {
  it('begins once a release counts', () => {
    expect(releaseState(anActivity(), [aRelease()], MASS_MEDIA, NOW)).toBe('released');
  });

  it('stays open when the evidence, the kind of medium or the staff speaks against every release', () => {
    const linked = [
      aRelease({ url: '' }),
      aRelease({ mediaKind: 'media-sosial' }),
      aRelease({ counted: false }),
    ];
    expect(releaseState(anActivity(), linked, MASS_MEDIA, NOW)).toBe('not-counting');
    expect(releaseState(anActivity(), linked, { countedMedia: ['media-sosial'] }, NOW)).toBe('released');
  });

  it('stays open when nothing is linked', () => {
    expect(releaseState(anActivity(), [], MASS_MEDIA, NOW)).toBe('none');
  });

  it('is not asked while it is still to come, cancelled, postponed or excluded', () => {
    const coming = anActivity({ status: 'terjadwal', start: '2026-11-01T00:00:00.000Z' });
    expect(releaseState(coming, [], MASS_MEDIA, NOW)).toBe('upcoming');
    expect(releaseState(anActivity({ status: 'batal' }), [], MASS_MEDIA, NOW)).toBe('left-out');
    expect(releaseState(anActivity({ status: 'ditunda' }), [], MASS_MEDIA, NOW)).toBe('left-out');
    expect(releaseState(anActivity({ exclusion: 'Tertutup' }), [], MASS_MEDIA, NOW)).toBe('left-out');
  });

  it('is asked about a scheduled one as soon as its start has passed', () => {
    expect(releaseState(anActivity({ status: 'terjadwal' }), [], MASS_MEDIA, NOW)).toBe('none');
  });

  it('a release that names an activity twice is linked once, and may be linked to several', () => {
    const release = aRelease({ activities: ['a', 'b', 'a'] });
    const linked = releasesByActivity([release, aRelease({ activities: ['b'] })]);
    expect(linked.get('a')).toEqual([release]);
    expect(linked.get('b')).toHaveLength(2);
  });
});
