import { DEFAULT_INDICATOR_SETTINGS } from '#domain/agency.ts';
import type { Agency } from '#domain/agency.ts';
import type { DeviceSummary, QuarantineItem } from '#protocol/device.ts';
import { AGENCY } from '../endpoint-double.ts';

export const TABLET = '0198c5a0-0000-7000-8000-0000000000d1';
export const ALARM = '0198c5a0-0000-7000-8000-0000000000e1';
export const NOW = Date.parse('2026-11-23T08:00:00.000Z');
const HOUR = 3_600_000;

/** ISO 8601, so many hours before now. */
export const hoursAgo = (hours: number): string => new Date(NOW - hours * HOUR).toISOString();

/** As after set-up: nothing chosen for the field. */
export const OFFICE: Agency = {
  ...{ id: AGENCY, name: 'Bagian Humas dan Protokol', parent: 'Sekretariat Daerah' },
  ...{ city: 'Kota Probolinggo', indicators: DEFAULT_INDICATOR_SETTINGS },
  questionnaire: { id: 'layanan-protokol', version: 1 },
};

/** An enrolled tablet with nothing wrong. */
export function aDevice(changes: Partial<DeviceSummary> = {}): DeviceSummary {
  return {
    ...{ id: TABLET, channel: 'kiosk', label: 'Tablet 1', epoch: 1, appVersion: '0.1.0' },
    ...{ enrolledAt: hoursAgo(500), revokedAt: null, activities: [], lastSeenAt: hoursAgo(1) },
    ...{ highest: 40, stored: 40, missing: [], missingCount: 0, missingSince: null },
    ...{ announcedNext: 41, unsent: 0, backedUp: 30, alarms: [] },
    state: { persisted: true, journal: 'opfs', oldestUnsentAt: null, kept: 10, clockAheadMs: 900 },
    ...changes,
  };
}

export function anAside(changes: Partial<QuarantineItem> = {}): QuarantineItem {
  return {
    ...{ id: '0198c5a0-0000-7000-8000-0000000000f1', item: '0198c5a0-0000-7000-8000-0000000000f2' },
    ...{ code: 'device-revoked', detail: 'The device was withdrawn.', receivedAt: hoursAgo(2) },
    ...{ hash: 'a'.repeat(64), body: '{}', device: TABLET, sequence: 41, judged: null },
    ...changes,
  };
}
