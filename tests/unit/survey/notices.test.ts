import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProblemCode } from '#protocol/problem.ts';
import { PROBLEMS } from '#protocol/problem.ts';
import { StoreTooNew, StoreUnavailable } from '#local/store-problem.ts';
import { comesRight, isFinal, mayTryAgain } from '#survey/notice-kinds.ts';
import { noticeOf } from '#survey/notice-of.ts';
import { RETRY_MS } from '#survey/visit.ts';
import { TransportProblem } from '#sync/transport-problem.ts';
import { indonesianPages } from '#ui/texts/survey-pages.id.ts';
import type { NoticeCode } from '#ui/texts/survey-pages.ts';
import { aContext, FakeEngine, openApp, readyWith, settle } from './scene.ts';
import type { Screen } from './scene.ts';

const CODES = Object.keys(indonesianPages.notices) as NoticeCode[];
let screen: Screen;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-09-04T03:00:00Z') });
  localStorage.clear();
});
afterEach(() => {
  screen.wrapper.unmount();
  document.body.innerHTML = '';
  vi.useRealTimers();
});

describe('a page instead of the form', () => {
  it.each(CODES)('%s says what is the matter and what to do', async (code) => {
    screen = await openApp(new FakeEngine({ kind: 'notice', code }));
    const { title, body, advice } = indonesianPages.notices[code];
    expect(screen.name).toBe('notice');
    for (const words of [title, body, advice]) expect(screen.text).toContain(words);
    expect(screen.text.includes('Coba lagi')).toBe(mayTryAgain(code));
  });

  it('opens the form when trying again helps', async () => {
    const engine = new FakeEngine({ kind: 'notice', code: 'store' });
    screen = await openApp(engine);
    engine.opened = readyWith(aContext()).opened;
    await screen.press('Coba lagi');
    expect(screen.name).toBe('welcome');
  });

  it('tries by itself while only the network is missing', async () => {
    const engine = new FakeEngine({ kind: 'notice', code: 'unreachable' });
    screen = await openApp(engine);
    await settle(RETRY_MS);
    expect(engine.log).toEqual(['open', 'open']);
    engine.opened = readyWith(aContext()).opened;
    screen.visit.seen();
    await settle();
    expect(screen.name).toBe('welcome');
  });

  it('does not hammer the endpoint for a link that will never open', async () => {
    const engine = new FakeEngine({ kind: 'notice', code: 'altered' });
    screen = await openApp(engine);
    screen.visit.seen();
    await settle(RETRY_MS * 10);
    expect(engine.log).toEqual(['open']);
  });

  it('is shown when the program behind the first screen cannot be loaded, and loads it again', async () => {
    const engine = readyWith(aContext());
    const loadEngine = vi.fn(() => Promise.resolve(engine)).mockRejectedValueOnce(new TypeError('offline'));
    screen = await openApp(engine, { loadEngine });
    expect(screen.text).toContain('Belum ada sambungan');
    await settle(RETRY_MS);
    expect(screen.name).toBe('welcome');
  });

  it('takes the place of the form when a newer version took over the store', async () => {
    const engine = readyWith(aContext());
    screen = await openApp(engine);
    engine.tellEnd();
    await settle();
    expect(screen.text).toContain('milik versi yang lebih baru');
  });
});

describe('what a failure means for a person', () => {
  it.each([
    ['link-altered', 'altered'],
    ['link-expired', 'expired'],
    ['link-revoked', 'expired'],
    ['activity-unknown', 'unknown'],
    ['activity-closed', 'closed'],
    ['unreachable', 'unreachable'],
    ['timeout', 'unreachable'],
    ['not-ours', 'foreign'],
    ['busy', 'busy'],
    ['internal', 'busy'],
    ['wrong-protocol', 'outdated'],
  ] as const)('%s is the page "%s"', (code, notice) => {
    expect(noticeOf(new TransportProblem(code, 'stop'))).toBe(notice);
  });

  it('has a page for every code of the catalogue', () => {
    for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
      expect(CODES).toContain(noticeOf(new TransportProblem(code, 'stop')));
    }
  });

  it('tells a store that fails from one that is too new', () => {
    expect(noticeOf(new StoreUnavailable('skm-survey', 'missing'))).toBe('store');
    expect(noticeOf(new StoreTooNew('skm-survey'))).toBe('newer');
    expect(noticeOf('anything')).toBe('store');
  });

  it('never both waits for the network and gives up on the link', () => {
    expect(CODES.filter((code) => comesRight(code) && isFinal(code))).toEqual([]);
  });
});
