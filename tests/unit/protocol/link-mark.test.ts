import { describe, expect, test } from 'vitest';
import { leadsTo, markIn, markOf } from '#protocol/link-mark.ts';

const tokenWith = (secondByte: number) => Buffer.from([1, secondByte, 0, 7, 9]).toString('base64url');

describe('the mark of a questionnaire in a link', () => {
  test('is the same in hash and token, whatever the signs of the token', () => {
    for (let mark = 0; mark < 128; mark += 1) {
      const hash = (mark << 1).toString(16).padStart(2, '0') + 'f'.repeat(62);
      expect(markOf(hash)).toBe(mark);
      for (const channel of [0, 1]) expect(markIn(tokenWith((mark << 1) | channel))).toBe(mark);
      expect(leadsTo(tokenWith(mark << 1), hash)).toBe(mark > 0);
    }
  });

  test('leads nowhere else, nor from a token of before there were marks', () => {
    expect(leadsTo(tokenWith(0x55 << 1), 'ab'.repeat(32))).toBe(true);
    expect(leadsTo(tokenWith(0x54 << 1), 'ab'.repeat(32))).toBe(false);
    expect(leadsTo(tokenWith(0), '00'.repeat(32))).toBe(false);
  });

  test.each(['', 'A', 'A.~B', '....', 'AB'])('is not read out of "%s"', (token) => {
    expect(markIn(token)).toBe(0);
  });
});
