import { describe, expect, it } from 'vitest';
import { formatDistance } from '#ui/distance.ts';
import {
  formatBytes,
  formatLongDate,
  formatMoment,
  formatNumber,
  formatShortDate,
  formatTime,
  formatTimeSpan,
  formatWeekday,
} from '#ui/format.ts';

/** 00.30 WIB on the 12th, which is still the 11th in UTC. */
const NIGHT = '2026-03-11T17:30:00.000Z';

describe('dates and times as people read them', () => {
  it('are on the clock of Jakarta, wherever the device is', () => {
    expect(formatLongDate(NIGHT, 'id')).toBe('Kamis, 12 Maret 2026');
    expect(formatShortDate(NIGHT, 'id')).toBe('12 Mar 2026');
    expect(formatWeekday(NIGHT, 'id')).toBe('Kam');
    expect(formatTime(NIGHT, 'id')).toBe('00.30');
    expect(formatMoment(NIGHT, 'id')).toBe('12 Mar 2026, 00.30 WIB');
  });

  it('are written the English way in English', () => {
    /* Whether a comma stands behind the weekday is the affair of the browser's language data. */
    expect(formatLongDate(NIGHT, 'en')).toMatch(/^Thursday,? 12 March 2026$/);
    expect(formatTime(NIGHT, 'en')).toBe('00:30');
  });

  it('name the end where there is one, with its day when it is another', () => {
    expect(formatTimeSpan('2026-03-12T01:00:00.000Z', '2026-03-12T03:30:00.000Z', 'id')).toBe(
      '08.00–10.30 WIB',
    );
    expect(formatTimeSpan('2026-03-12T01:00:00.000Z', null, 'id')).toBe('08.00 WIB');
    expect(formatTimeSpan('2026-03-12T13:00:00.000Z', '2026-03-12T18:00:00.000Z', 'id')).toBe(
      '20.00 WIB – 13 Mar 2026, 01.00 WIB',
    );
  });

  it('tell how long ago in the unit a person would choose', () => {
    const now = Date.parse('2026-03-12T12:00:00.000Z');
    expect(formatDistance('2026-03-12T11:59:50.000Z', now, 'id')).toBe('sekarang');
    expect(formatDistance('2026-03-12T11:55:00.000Z', now, 'id')).toBe('5 menit yang lalu');
    expect(formatDistance('2026-03-12T09:00:00.000Z', now, 'id')).toBe('3 jam yang lalu');
    expect(formatDistance('2026-03-11T12:00:00.000Z', now, 'id')).toBe('kemarin');
    expect(formatDistance('2026-03-12T12:10:00.000Z', now, 'en')).toBe('in 10 minutes');
  });
});

describe('numbers as people read them', () => {
  it('group thousands with a point in Indonesian', () => {
    expect(formatNumber(1234567, 'id')).toBe('1.234.567');
    expect(formatNumber(12, 'en')).toBe('12');
  });

  it('tell the size of a file', () => {
    expect(formatBytes(340_200, 'id')).toBe('341 kB');
    expect(formatBytes(2_400_000, 'id')).toBe('2,4 MB');
  });
});
