import { describe, expect, test } from 'vitest';
import { oldestUnsent, standingOf, warningsOf } from '#admin/devices/device-health.ts';
import type { DeviceSummary, QuarantineItem } from '#protocol/device.ts';
import { aDevice, ALARM, anAside, hoursAgo, NOW } from './samples.ts';

const OTHER = '0198c5a0-0000-7000-8000-0000000000d2';

function kinds(device: DeviceSummary, aside: readonly QuarantineItem[] = [], unsentHours = 24): string[] {
  return warningsOf(device, { now: NOW, unsentHours, aside }).map(({ kind }) => kind);
}

describe('what is wrong with a device', () => {
  test('is nothing while its numbers are whole, its clock right and nothing waits', () => {
    expect(kinds(aDevice())).toEqual([]);
  });

  test('is a gap once it is a day old, and not before', () => {
    const lacking = { missing: [7, 9], missingCount: 2 };
    expect(kinds(aDevice({ ...lacking, missingSince: hoursAgo(23.9) }))).toEqual([]);
    const device = aDevice({ ...lacking, missingSince: hoursAgo(24) });
    expect(warningsOf(device, { now: NOW, unsentHours: 24, aside: [] })).toEqual([
      { kind: 'gap', since: hoursAgo(24), count: 2 },
    ]);
  });

  test('is a response that waits longer than the office has set', () => {
    const state = { persisted: true, journal: 'opfs' as const, oldestUnsentAt: hoursAgo(10), kept: 0 };
    expect(kinds(aDevice({ unsent: 3, state }), [], 10)).toEqual(['unsent']);
    expect(kinds(aDevice({ unsent: 3, state }), [], 11)).toEqual([]);
    expect(kinds(aDevice({ unsent: 0, state }), [], 10)).toEqual([]);
  });

  test('counts the waiting from the last contact when the tablet did not say since when', () => {
    expect(kinds(aDevice({ unsent: 3, state: null, lastSeenAt: hoursAgo(25) }))).toEqual(['unsent']);
  });

  test('does not believe a clock that is off: its times are set right by what it is off', () => {
    const state = {
      ...{ persisted: null, journal: 'none' as const, kept: 0 },
      ...{ oldestUnsentAt: hoursAgo(30), clockAheadMs: -20 * 3_600_000 },
    };
    const device = aDevice({ unsent: 1, state });
    expect(oldestUnsent(device)).toBe(hoursAgo(10));
    expect(kinds(device)).toEqual(['clock']);
  });

  test('is a clock that is five minutes off, to either side', () => {
    const off = (clockAheadMs: number) => ({ ...aDevice().state!, clockAheadMs });
    expect(kinds(aDevice({ state: off(299_999) }))).toEqual([]);
    expect(kinds(aDevice({ state: off(300_000) }))).toEqual(['clock']);
    expect(kinds(aDevice({ state: off(-300_000) }))).toEqual(['clock']);
  });

  test('is each alarm of the endpoint, by which staff settle it', () => {
    const alarms = [{ id: ALARM, kind: 'identity-twice' as const, at: hoursAgo(1), detail: 'contact 4' }];
    expect(warningsOf(aDevice({ alarms }), { now: NOW, unsentHours: 24, aside: [] })).toEqual([
      { kind: 'identity-twice', since: hoursAgo(1), count: 0, alarm: ALARM },
    ]);
  });

  test('is what came with a wrong signature, until somebody judged it', () => {
    const wrong = anAside({ code: 'signature-wrong' });
    const judged = { decision: 'refused' as const, reason: 'x', at: hoursAgo(1), by: 'Admin' };
    expect(kinds(aDevice(), [wrong])).toEqual(['signature']);
    expect(kinds(aDevice(), [{ ...wrong, judged }])).toEqual([]);
    expect(kinds(aDevice(), [{ ...wrong, device: OTHER }])).toEqual([]);
    expect(kinds(aDevice(), [anAside()])).toEqual([]);
  });

  test('of a revoked one is no longer that it is waited for', () => {
    const state = { ...aDevice().state!, oldestUnsentAt: hoursAgo(90), clockAheadMs: 900_000 };
    const revoked = aDevice({
      ...{ revokedAt: hoursAgo(2), missing: [7], missingCount: 1, missingSince: hoursAgo(90) },
      ...{ unsent: 4, state },
    });
    expect(kinds(revoked)).toEqual([]);
    expect(kinds({ ...revoked, revokedAt: null })).toEqual(['gap', 'unsent', 'clock']);
  });

  test('of a phone is not that it keeps answers: nobody can fetch it', () => {
    expect(kinds(aDevice({ channel: 'link', unsent: 3, state: null, lastSeenAt: hoursAgo(90) }))).toEqual([]);
  });
});

test('a device is replaced when another identity was enrolled later under its name, revoked when staff said so', () => {
  const first = aDevice();
  const second = aDevice({ id: OTHER, epoch: 2 });
  expect(standingOf(first, [first, second])).toBe('replaced');
  expect(standingOf(second, [first, second])).toBe('active');
  expect(standingOf(first, [first, { ...second, label: 'Tablet 2' }])).toBe('active');
  expect(standingOf({ ...first, revokedAt: hoursAgo(1) }, [first, second])).toBe('revoked');
});
