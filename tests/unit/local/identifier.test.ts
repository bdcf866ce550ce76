import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToId, newId, newIdentity } from '#local/identifier.ts';
import { receiptNumber } from '#local/survey/receipt-number.ts';

const NOON = Date.parse('2026-08-17T05:00:00.000Z');

describe('an id', () => {
  test('is a UUIDv7: the time it was made, then chance', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (now) => {
        const id = newId(now);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
      }),
    );
  });

  test('made later sorts later; a clock before 1970 or between milliseconds does no harm', () => {
    expect(newId(NOON) < newId(NOON + 1)).toBe(true);
    expect(newId(-5).startsWith('00000000-0000-7')).toBe(true);
    expect(newId(NOON + 0.7).slice(0, 13)).toBe(newId(NOON).slice(0, 13));
  });

  test('is never the same twice', () => {
    const ids = Array.from({ length: 10_000 }, () => newId(NOON));
    expect(new Set([...ids, newIdentity(), newIdentity()]).size).toBe(10_002);
  });

  test('is written out of 16 bytes', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(bytesToId(Buffer.from(id.replaceAll('-', ''), 'hex'))).toBe(id);
      }),
    );
  });
});

describe('the receipt number', () => {
  const place = {
    id: '0190a000-0000-7000-8000-0123456789ab',
    device: 'f0000000-0000-4000-8000-00000000001f',
  };

  test('of a kiosk is the tablet’s sign and its running number', () => {
    expect(receiptNumber({ channel: 'kiosk', ...place, sequence: 42 })).toBe('K0Z-0042');
    expect(receiptNumber({ channel: 'kiosk', ...place, sequence: 12345 })).toBe('K0Z-12345');
  });

  test('of a phone is a sign of the response, since every phone begins at 1', () => {
    const one = receiptNumber({ channel: 'link', ...place, sequence: 1 });
    expect(one).toMatch(/^P[0-9A-HJKMNP-TV-Z]{2}-[0-9A-HJKMNP-TV-Z]{4}$/);
    const other = '0190a000-0000-7000-8000-0123456789ac';
    expect(receiptNumber({ channel: 'link', ...place, id: other, sequence: 1 })).not.toBe(one);
  });
});
