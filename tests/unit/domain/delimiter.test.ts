import { describe, expect, test } from 'vitest';
import { guessDelimiter } from '#domain/delimiter.ts';

const known = (cells: readonly string[]) => cells.filter((cell) => /^u\d$/.test(cell.trim())).length;

describe('the separator of a CSV text', () => {
  test.each([
    ['u1,u2,u3\n1,2,3', ','],
    ['u1;u2;u3\r\n1;2;3', ';'],
    ['u1\tu2\tu3\r1\t2\t3', '\t'],
    ['\uFEFFu1;u2\n4;4', ';'],
    ['\n\r\n  \nu1;u2\n4;4', ';'],
    ['u1\n4\n3', ','],
    ['', ','],
  ])('%j', (text, expected) => {
    expect(guessDelimiter(text, known)).toBe(expected);
    expect(guessDelimiter(text)).toBe(expected);
  });

  test('is the one under which the heading makes sense, not the most frequent sign', () => {
    const text = 'Saran, kritik, kesan, pesan;u1;u2\nbaik;4;4';
    expect(guessDelimiter(text)).toBe(',');
    expect(guessDelimiter(text, known)).toBe(';');
  });

  test('is not found inside quotes', () => {
    expect(guessDelimiter('"a,b,c ""x"", d\nrest";u1;u2\n1;2;3')).toBe(';');
  });

  test('is found in a heading of hostile length without delay', () => {
    expect(guessDelimiter(','.repeat(64 * 1024))).toBe(',');
  });
});
