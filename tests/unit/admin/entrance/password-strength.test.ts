import { describe, expect, it } from 'vitest';
import { passwordStrength } from '#admin/entrance/password-strength.ts';

describe('how hard a password is to guess', () => {
  it.each([
    ['', 'too-short'],
    ['Ab1!Ab1!Ab1', 'too-short'],
    ['aaaaaaaaaaaaaaaa', 'guessable'],
    ['123456789012', 'guessable'],
    ['passwordpassword', 'guessable'],
    ['probolinggo2026', 'guessable'],
    ['abcabcabcabcabc', 'guessable'],
    ['kuda teh payung', 'fair'],
    ['kuda teh payung besi', 'strong'],
    ['Zx7-quB2!mLp', 'strong'],
  ])('"%s" is %s', (password, strength) => {
    expect(passwordStrength(password, [])).toBe(strength);
  });

  it('names of the person do not count', () => {
    expect(passwordStrength('sulastri-wahyuni', ['Sulastri Wahyuni', 'sulastri'])).toBe('guessable');
    expect(passwordStrength('sulastri-wahyuni', [])).not.toBe('guessable');
  });
});
