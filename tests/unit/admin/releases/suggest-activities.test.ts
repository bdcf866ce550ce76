import { describe, expect, it } from 'vitest';
import { suggestActivities } from '#admin/releases/suggest-activities.ts';
import { anActivity } from '../activities/samples.ts';

const INFLATION = anActivity({
  id: '1',
  name: 'Rapat Koordinasi Inflasi',
  start: '2026-09-04T01:00:00.000Z',
});
const PARK = anActivity({
  id: '2',
  name: 'Peresmian Taman Kota',
  start: '2026-09-05T01:00:00.000Z',
  place: 'Taman',
});
const OLD_PARK = anActivity({ id: '3', name: 'Peresmian Taman Lama', start: '2026-05-05T01:00:00.000Z' });
const ALL = [INFLATION, PARK, OLD_PARK];

function suggested(title: string, publishedOn = '2026-09-06'): string[] {
  return suggestActivities(title, publishedOn, ALL, 3).map(({ id }) => id);
}

describe('the activities a release is most likely about', () => {
  it('share telling words with its title and lie near its day', () => {
    expect(suggested('Wali Kota Resmikan Taman Baru')).toEqual(['2']);
    expect(suggested('Pemkot Tekan Inflasi Jelang Akhir Tahun')).toEqual(['1']);
  });

  it('are not chosen by words that every title has', () => {
    expect(suggested('Wali Kota Probolinggo Hadiri Acara')).not.toContain('1');
  });

  it('are those of the last two days while there is no title', () => {
    expect(suggested('')).toEqual(['2', '1']);
    expect(suggested('', '2026-09-20')).toEqual([]);
  });

  it('are at most as many as asked for, the best first', () => {
    expect(
      suggestActivities('Taman Inflasi Koordinasi Rapat', '2026-09-05', ALL, 1).map(({ id }) => id),
    ).toEqual(['1']);
  });
});
