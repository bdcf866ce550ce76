import { describe, expect, it } from 'vitest';
import { DAILY_PAGES, OTHER_PAGES } from '#admin/shell/navigation.ts';
import { routes } from '#admin/routes.ts';
import { syncWord } from '#admin/shell/sync-word.ts';
import { may } from '#protocol/role.ts';
import type { OfficeSyncStatus } from '#sync/office-schedule.ts';

const CALM: OfficeSyncStatus = {
  phase: 'idle',
  problem: null,
  nextTryAt: null,
  lastPullAt: '2026-11-23T00:00:00.000Z',
  progress: null,
  work: { edits: 0, refused: 0, conflicts: 0, importing: 0, clippings: 0, handovers: 0 },
};

describe('the one thing to know about the exchange with the endpoint', () => {
  it.each([
    ['nothing is wrong', CALM, 0, 'idle'],
    ['changes wait for the network', { ...CALM, phase: 'waiting' }, 2, 'unsent'],
    ['the endpoint cannot be reached', { ...CALM, phase: 'waiting' }, 0, 'waiting'],
    ['data comes in', { ...CALM, phase: 'sending', progress: { cursor: 1, head: 9 } }, 0, 'fetching'],
    ['data goes out', { ...CALM, phase: 'sending' }, 1, 'sending'],
    ['the session has ended, whatever waits', { ...CALM, phase: 'signed-out' }, 5, 'signed-out'],
    ['the endpoint refuses', { ...CALM, phase: 'blocked' }, 1, 'blocked'],
    ['the device itself fails', { ...CALM, phase: 'signed-out', problem: 'store' }, 0, 'store'],
  ] as const)('when %s', (_when, status, unsent, word) => {
    expect(syncWord(status, unsent)).toBe(word);
  });

  it('before anything is known is that it is looking', () => {
    expect(syncWord(null, 0)).toBe('sending');
  });
});

describe('the menu', () => {
  it('leads only to screens that exist', () => {
    const known = new Set(routes.map(({ path }) => path));
    expect([...DAILY_PAGES, ...OTHER_PAGES].map(({ to }) => to).filter((to) => !known.has(to))).toEqual([]);
  });

  it('shows accounts to admins only and imports to those who may import', () => {
    const seen = (role: Parameters<typeof may>[0]) =>
      OTHER_PAGES.filter(({ permission }) => may(role, permission)).map(({ key }) => key);
    expect(seen('admin')).toContain('accounts');
    expect(seen('protokol')).not.toContain('accounts');
    expect(seen('protokol')).toContain('responseImport');
    expect(seen('komunikasi')).not.toContain('responseImport');
    expect(seen('pimpinan')).toEqual(['questionnaires', 'devices', 'conflicts', 'settings']);
  });
});
