import { expect, it } from 'vitest';
import { deviceAbilities } from '#survey/corner/device-abilities.ts';
import type { LookedAt } from '#survey/corner/device-abilities.ts';

const inTab = (): { matches: boolean } => ({ matches: false });

function storing(persisted: boolean, permission: string | null): LookedAt {
  return {
    navigator: {
      storage: { persisted: async () => persisted },
      permissions: {
        query: async () => {
          if (permission === null) throw new TypeError('persistent-storage is no name of a permission');
          return { state: permission };
        },
      },
    },
    matchMedia: inTab,
  };
}

it('finds everything missing in a browser that has nothing', async () => {
  expect(await deviceAbilities({ navigator: {}, matchMedia: inTab })).toEqual({
    ...{ wakeLock: false, persistence: 'missing', install: 'not-installed', share: false },
  });
});

it('finds what is there', async () => {
  const navigator = {
    wakeLock: {},
    canShare: ({ files }: { files: File[] }) => files.length > 0,
    storage: { persisted: async () => true },
  };
  expect(await deviceAbilities({ navigator, matchMedia: inTab })).toEqual({
    ...{ wakeLock: true, persistence: 'granted', install: 'not-installed', share: true },
  });
});

it.each([
  [true, 'prompt', 'granted'],
  [false, 'denied', 'denied'],
  [false, 'prompt', 'pending'],
  [false, null, 'pending'],
])('persisted %s with the permission %s is %s', async (persisted, permission, expected) => {
  const { persistence } = await deviceAbilities(storing(persisted, permission));
  expect(persistence).toBe(expected);
});

it('counts a store that cannot be asked as not promised', async () => {
  const storage = { persisted: () => Promise.reject(new Error('closed')) };
  const { persistence } = await deviceAbilities({ navigator: { storage }, matchMedia: inTab });
  expect(persistence).toBe('pending');
});

it.each([
  ['a window of its own', {}, '(display-mode: standalone)', 'installed'],
  ['the whole screen', {}, '(display-mode: fullscreen)', 'installed'],
  ['the home screen of an iPad', { standalone: true }, '', 'installed'],
  ['Safari on an iPad', { standalone: false }, '', 'by-hand'],
  ['a tab elsewhere', {}, '', 'not-installed'],
])('in %s', async (_where, navigator, mode, expected) => {
  const matchMedia = (query: string): { matches: boolean } => ({ matches: query === mode });
  const { install } = await deviceAbilities({ navigator, matchMedia });
  expect(install).toBe(expected);
});

it('looks at a real window', async () => {
  expect((await deviceAbilities(window)).install).toBe('not-installed');
});
