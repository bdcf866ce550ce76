import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProblemCode } from '#protocol/problem.ts';
import { PROBLEMS } from '#protocol/problem.ts';
import { StoreTooNew, StoreUnavailable } from '#local/store-problem.ts';
import { comesRight, isFinal } from '#survey/notice-kinds.ts';
import type { Opened } from '#survey/engine.ts';
import { enrolmentProblemOf, noticeOf } from '#survey/notice-of.ts';
import { RETRY_MS } from '#survey/visit.ts';
import { TransportProblem } from '#sync/transport-problem.ts';
import { EMPTY_QUEUE } from '#local/survey/queue.ts';
import type { EnrolmentProblem } from '#ui/texts/enrolment.ts';
import { indonesianEnrolment } from '#ui/texts/enrolment.id.ts';
import { indonesianPages } from '#ui/texts/survey-pages.id.ts';
import type { NoticeCode } from '#ui/texts/survey-pages.ts';
import { aContext, aKiosk, FakeEngine, openApp, readyWith, settle } from './scene.ts';
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
    expect(screen.text.includes('Coba lagi')).toBe(comesRight(code));
  });

  it('opens the form when trying again helps', async () => {
    const engine = new FakeEngine({ kind: 'notice', code: 'store' });
    screen = await openApp(engine);
    engine.opened = readyWith(aContext()).opened;
    await screen.press('Coba lagi');
    expect(screen.name).toBe('welcome');
  });

  it('shows the way to what is on the device where the store fails', async () => {
    screen = await openApp(new FakeEngine({ kind: 'notice', code: 'store' }));
    const way = screen.wrapper.find('a[href="/penyelamatan.html"]');
    expect(way.text()).toBe(indonesianPages.rescue);
  });

  it.each(['unreachable', 'store'] as const)('%s: tries by itself', async (code) => {
    const engine = new FakeEngine({ kind: 'notice', code });
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

describe('a code of this device', () => {
  const CODE = '1-7K3M-Q9PX';
  const landing = () => new FakeEngine({ kind: 'notice', code: 'landing' });
  const entry = () => screen.wrapper.get<HTMLInputElement>('#device-code');
  const fails = (problem: EnrolmentProblem) => ({ kind: 'enrolment', code: CODE, problem }) as const;

  async function askForCode(engine: FakeEngine): Promise<void> {
    screen = await openApp(engine, { opening: { kind: 'stored' } });
    await screen.press('Punya kode perangkat?');
    await vi.waitFor(() => expect(screen.name).toBe('enrolment'));
  }

  it('is entered on the page of a browser that knows nothing, and makes a kiosk of it', async () => {
    const engine = landing();
    await askForCode(engine);
    await entry().setValue('1 7k3m q9px');
    expect(screen.text).toContain(`Terbaca: ${CODE}`);
    engine.opened = readyWith(aKiosk()).opened;
    await screen.wrapper.get('form').trigger('submit');
    await settle();
    expect(engine.log.at(-1)).toBe(`enrol ${CODE}`);
    expect(screen.name).toBe('attract');
  });

  it('that is not complete is not sent', async () => {
    const engine = landing();
    await askForCode(engine);
    await entry().setValue('7K3M');
    await screen.wrapper.get('form').trigger('submit');
    await settle();
    expect(screen.wrapper.get('[role=alert]').text()).toContain('Kode belum lengkap');
    expect(entry().attributes('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(entry().element);
    expect(engine.log).toEqual(['open']);
  });

  it.each(Object.keys(indonesianEnrolment.problems) as EnrolmentProblem[])(
    'from the address that fails (%s) is shown with what to do, and tried again from there',
    async (problem) => {
      const engine = new FakeEngine(fails(problem));
      screen = await openApp(engine, { opening: { kind: 'enrolment', code: CODE } });
      await vi.waitFor(() => expect(screen.name).toBe('enrolment'));
      expect(screen.text).toContain(indonesianEnrolment.problems[problem]);
      expect(entry().element.value).toBe(CODE);
      engine.opened = readyWith(aKiosk()).opened;
      await screen.wrapper.get('form').trigger('submit');
      await settle();
      expect(screen.name).toBe('attract');
    },
  );

  it('is asked for once, however often it is tapped', async () => {
    const engine = landing();
    await askForCode(engine);
    const answer = Promise.withResolvers<Opened>();
    engine.enrol = (code) => {
      engine.log.push(`enrol ${code}`);
      return answer.promise;
    };
    await entry().setValue(CODE);
    for (let tap = 0; tap < 3; tap += 1) await screen.wrapper.get('form').trigger('submit');
    expect(screen.text).toContain('Mendaftarkan…');
    answer.resolve(fails('wrong'));
    await settle();
    expect(engine.log.filter((entryOf) => entryOf.startsWith('enrol'))).toHaveLength(1);
    expect(screen.text).toContain('Kode ini tidak dikenal');
  });

  it('can be left: what was there before is there again', async () => {
    const engine = new FakeEngine(fails('used'));
    screen = await openApp(engine, { opening: { kind: 'enrolment', code: CODE } });
    await vi.waitFor(() => expect(screen.name).toBe('enrolment'));
    engine.opened = readyWith(aKiosk()).opened;
    await screen.press('Kembali');
    expect(screen.name).toBe('attract');
  });

  it('on a tablet with unsent ratings: they are said to be safe', async () => {
    const engine = new FakeEngine(fails('wrong'));
    screen = await openApp(engine, { opening: { kind: 'enrolment', code: CODE } });
    screen.visit.state.queue = { ...EMPTY_QUEUE, onDevice: 12 };
    await vi.waitFor(() => expect(screen.text).toContain('12 penilaian di perangkat ini belum diterima'));
  });

  it('says everything in English too', async () => {
    const engine = new FakeEngine(fails('expired'));
    screen = await openApp(engine, { opening: { kind: 'enrolment', code: CODE } });
    await vi.waitFor(() => expect(screen.name).toBe('enrolment'));
    await screen.press('English');
    await vi.waitFor(() => expect(screen.text).toContain('older than ten minutes'));
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

  it('has words for every code of the catalogue at an enrolment, but for the store', () => {
    for (const code of [...Object.keys(PROBLEMS), 'unreachable', 'not-ours', 'unknown'] as ProblemCode[]) {
      const problem = enrolmentProblemOf(new TransportProblem(code, 'stop'));
      expect(Object.keys(indonesianEnrolment.problems)).toContain(problem);
    }
    expect(enrolmentProblemOf(new TransportProblem('store', 'retry'))).toBeNull();
    expect(enrolmentProblemOf(new StoreUnavailable('skm-survey', 'missing'))).toBeNull();
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
