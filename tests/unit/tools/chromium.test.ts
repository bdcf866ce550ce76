import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  CHROMIUM_FLAGS,
  findChromium,
  headlessChromium,
  prepareHeadless,
  requireChromium,
} from '../../tools/chromium.ts';

afterEach(() => vi.unstubAllEnvs());

describe('the Chromium of the machine', () => {
  test('is the one that CHROME_PATH names', () => {
    vi.stubEnv('CHROME_PATH', process.execPath);
    expect(findChromium()).toBe(process.execPath);
    expect(requireChromium()).toBe(process.execPath);
    expect(headlessChromium()).toBe(process.execPath);
  });

  test('is named before the stories begin, and nothing is installed where CHROME_PATH names it', () => {
    vi.stubEnv('CHROME_PATH', process.execPath);
    const told: string[] = [];
    prepareHeadless((line) => told.push(line));
    expect(told).toEqual([`Chromium: ${process.execPath}`]);
  });

  test('is never silently another one when CHROME_PATH names no program', () => {
    vi.stubEnv('CHROME_PATH', '/nowhere/chromium');
    expect(() => requireChromium()).toThrow(
      'CHROME_PATH names /nowhere/chromium, which is not a program that can be run.',
    );
  });

  test('makes no traffic of its own', () => {
    expect(CHROMIUM_FLAGS).toEqual(
      expect.arrayContaining([
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ]),
    );
  });
});
