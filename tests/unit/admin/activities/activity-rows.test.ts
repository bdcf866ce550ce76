import { describe, expect, it } from 'vitest';
import { filterRows } from '#admin/activities/activity-rows.ts';
import type { ActivityFilter, ActivityRow } from '#admin/activities/activity-rows.ts';
import { regularPeriod } from '#domain/period.ts';
import { anActivity } from './samples.ts';

const EVERYTHING: ActivityFilter = { period: null, text: '', status: null, category: null, release: null };

function row(
  changes: Parameters<typeof anActivity>[0],
  release: ActivityRow['release'] = 'none',
): ActivityRow {
  return { activity: anActivity(changes), release, answers: 0, unsent: false };
}

const ROWS = [
  row({
    id: '1',
    name: 'Rapat Koordinasi Inflasi',
    place: 'Ruang Utama',
    category: 'rapat',
    status: 'selesai',
  }),
  row({ id: '2', name: 'Upacara Hari Jadi', organiser: 'Bagian Umum', status: 'batal' }, 'left-out'),
  row({ id: '3', name: 'Rapat Anggaran', start: '2026-09-30T17:00:00.000Z', category: 'rapat' }, 'released'),
];

function found(filter: Partial<ActivityFilter>): string[] {
  return filterRows(ROWS, { ...EVERYTHING, ...filter }).map(({ activity }) => activity.id);
}

describe('the filter of activities', () => {
  it('lets everything through when nothing is chosen', () => {
    expect(found({})).toEqual(['1', '2', '3']);
  });

  it('finds rows that hold every word in any field a person knows, whatever the case', () => {
    expect(found({ text: 'INFLASI rapat' })).toEqual(['1']);
    expect(found({ text: 'bagian umum hari' })).toEqual(['2']);
    expect(found({ text: 'rapat upacara' })).toEqual([]);
  });

  it('goes by status, category and release together', () => {
    expect(found({ category: 'rapat' })).toEqual(['1', '3']);
    expect(found({ category: 'rapat', release: 'released' })).toEqual(['3']);
    expect(found({ status: 'batal' })).toEqual(['2']);
  });

  it('cuts periods at midnight in Jakarta', () => {
    expect(found({ period: regularPeriod('month', 2026, 9) })).toEqual(['1', '2']);
    expect(found({ period: regularPeriod('month', 2026, 10) })).toEqual(['3']);
  });
});
