import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SurveyResponse } from '#domain/response.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import type { Delivery, Opened } from '#survey/engine.ts';
import { emptyForm, withAnswer } from '#survey/form.ts';
import { createEngine } from '#survey/store-engine.ts';
import { activity, CODE } from '../local/survey-scene.ts';
import { SurveyEndpoint } from '../sync/survey-endpoint.ts';
import { anActivity } from './scene.ts';

const LINK = { kind: 'link', token: 'TOKEN' } as const;
const STORED = { kind: 'stored' } as const;
const NAMES = { id: '01926f5e-0000-7000-8000-00000000a001', name: 'Bagian Humas dan Protokol' };

/** What the endpoint answers, by the end of the address; anything else is no network. */
let answers: Record<string, { status: number; body: object }>;

function says(status: number, body: object) {
  return { status, body: { marker: PROTOCOL_MARKER, serverTime: new Date().toISOString(), ...body } };
}

function linkAnswer(changes = {}) {
  return says(200, { agency: NAMES, demo: false, activity: anActivity(changes) });
}

function refusal(problem: string, status: number) {
  return says(status, { problem, detail: '' });
}

function contextOf(opened: Opened) {
  if (opened.kind !== 'ready') throw new Error(`The page shows ${opened.code} instead of opening.`);
  return opened.context;
}

beforeEach(() => {
  answers = {};
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  vi.stubGlobal(
    'fetch',
    vi.fn(async (address: string) => {
      const answer = answers[address.slice(address.lastIndexOf('/') + 1)];
      if (answer === undefined) throw new TypeError('no network');
      return new Response(JSON.stringify(answer.body), { status: answer.status });
    }),
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a phone opens a link', () => {
  it('for the first time: the event is fetched and kept', async () => {
    answers['link'] = linkAnswer();
    const context = contextOf(await createEngine('1').open(LINK, null));
    expect(context).toMatchObject({ mode: 'link', agency: NAMES });
    expect(context.activities[0]?.name).toBe('Upacara Hari Jadi Kota Probolinggo');
  });

  it('takes the answer that the page fetched early, without asking again', async () => {
    const { status, body } = linkAnswer();
    const early = Promise.resolve({ status, text: JSON.stringify(body) });
    contextOf(await createEngine('1').open(LINK, early));
    expect(fetch).not.toHaveBeenCalled();
  });

  it('asks itself when the early request failed', async () => {
    answers['link'] = linkAnswer();
    contextOf(await createEngine('1').open(LINK, Promise.reject(new TypeError('no network'))));
    expect(fetch).toHaveBeenCalled();
  });

  it('again without network: what was kept is good enough, by link and without one', async () => {
    answers['link'] = linkAnswer();
    const first = contextOf(await createEngine('1').open(LINK, null));
    answers = {};
    expect(contextOf(await createEngine('1').open(LINK, null)).device).toBe(first.device);
    expect(contextOf(await createEngine('1').open(STORED, null)).id).toBe(first.id);
  });

  it('again with network: what the office changed is told', async () => {
    answers['link'] = linkAnswer();
    await createEngine('1').open(LINK, null);
    answers['link'] = linkAnswer({ name: 'Upacara diundur' });
    const engine = createEngine('1');
    const changed = vi.fn();
    engine.onContext(changed);
    await engine.open(LINK, null);
    await vi.waitFor(() => expect(changed.mock.calls[0]?.[0].activities[0].name).toBe('Upacara diundur'));
  });

  it('that was closed or withdrawn since: that is told, and what was kept stays usable', async () => {
    answers['link'] = linkAnswer();
    await createEngine('1').open(LINK, null);
    answers['link'] = refusal('activity-closed', 409);
    const engine = createEngine('1');
    const refused = vi.fn();
    engine.onRefused(refused);
    contextOf(await engine.open(LINK, null));
    await vi.waitFor(() => expect(refused).toHaveBeenCalledWith('closed'));
  });

  it.each([
    ['altered', refusal('link-altered', 401)],
    ['expired', refusal('link-expired', 401)],
    ['closed', refusal('activity-closed', 409)],
    ['foreign', { status: 200, body: { welcome: 'to our wifi' } }],
  ])('and is told: %s', async (code, answer) => {
    answers['link'] = answer;
    expect(await createEngine('1').open(LINK, null)).toEqual({ kind: 'notice', code });
  });

  it('without network and never seen before: it needs a signal once', async () => {
    expect(await createEngine('1').open(LINK, null)).toEqual({ kind: 'notice', code: 'unreachable' });
  });

  it('at an address without https, or in a browser without a store', async () => {
    vi.stubGlobal('isSecureContext', false);
    expect(await createEngine('1').open(LINK, null)).toEqual({ kind: 'notice', code: 'insecure' });
    vi.stubGlobal('isSecureContext', true);
    vi.stubGlobal('indexedDB', undefined);
    expect(await createEngine('1').open(LINK, null)).toEqual({ kind: 'notice', code: 'store' });
  });

  it('not at all: a stranger is told to scan the code', async () => {
    expect(await createEngine('1').open(STORED, null)).toEqual({ kind: 'notice', code: 'landing' });
  });
});

describe('staff open an enrolment', () => {
  const OPENING = { kind: 'enrolment', code: CODE } as const;
  let endpoint: SurveyEndpoint;
  beforeEach(() => {
    endpoint = new SurveyEndpoint();
    endpoint.codes.set(CODE, null);
    vi.stubGlobal('fetch', vi.fn(endpoint.fetch));
  });

  it('with several events: one is chosen, and stays chosen', async () => {
    const engine = createEngine('1');
    expect(await engine.open(OPENING, null)).toMatchObject({ kind: 'ready', choose: true });
    expect((await engine.selectActivity(activity(2).id)).currentActivity).toBe(activity(2).id);
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('no network')));
    const later = await createEngine('1').open(STORED, null);
    expect(contextOf(later)).toMatchObject({ mode: 'kiosk', currentActivity: activity(2).id });
    expect(later).toMatchObject({ choose: false });
  });

  it('again without network: the tablet goes on with what it kept', async () => {
    const first = contextOf(await createEngine('1').open(OPENING, null));
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('no network')));
    const again = await createEngine('1').open({ ...OPENING, code: CODE.toLowerCase() }, null);
    expect(contextOf(again).device).toBe(first.device);
    expect(again).toMatchObject({ choose: true });
  });

  it('by typing its code', async () => {
    expect(await createEngine('1').enrol('1 7k3m q9px')).toMatchObject({ kind: 'ready' });
  });

  it.each([
    ['1-AAAA-BBBB', 'wrong'],
    ['no code', 'incomplete'],
  ])('with a bad code (%s): it says so, and what the tablet was it stays', async (code, problem) => {
    const engine = createEngine('1');
    const first = contextOf(await engine.open(OPENING, null));
    expect(await engine.enrol(code)).toMatchObject({ kind: 'enrolment', problem });
    expect(contextOf(await engine.open(STORED, null)).device).toBe(first.device);
  });

  it('without network: the code is kept on the screen', async () => {
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('no network')));
    const opened = await createEngine('1').open(OPENING, null);
    expect(opened).toEqual({ kind: 'enrolment', code: CODE, problem: 'offline' });
  });

  it('where the browser keeps nothing: that is said instead', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(await createEngine('1').enrol(CODE)).toEqual({ kind: 'notice', code: 'store' });
  });

  it('of a device that the office withdraws later: the screen hears of it', async () => {
    const first = contextOf(await createEngine('1').open(OPENING, null));
    endpoint.store.revoked.add(first.device);
    const engine = createEngine('1');
    const deliveries: Delivery[] = [];
    engine.onDelivery((delivery) => deliveries.push(delivery));
    await engine.open(STORED, null);
    await vi.waitFor(() => expect(deliveries.at(-1)?.standing).toBe('revoked'));
  });

  it('and one person after another answers, none held up or marked as the same phone', async () => {
    const engine = createEngine('1');
    contextOf(await engine.open(OPENING, null));
    for (const comment of ['satu', 'dua', 'tiga']) {
      const opened = await createEngine('1').open(STORED, null);
      expect(opened).toMatchObject({ kind: 'ready', draft: null });
      const draft = { ...(await engine.startDraft(contextOf(opened), 'id')), comment };
      const answered = { ...draft, answers: { 'waktu-1': 3 as const } };
      expect(await engine.submit(contextOf(opened), answered, 60_000)).toMatchObject({ already: false });
    }
    const db = await openSurveyDatabase();
    const rows = await db.read(['responses'], ({ responses }) => responses.list());
    const bodies = rows.map(({ body }) => JSON.parse(body) as SurveyResponse);
    expect(bodies.map(({ comment }) => comment).sort()).toEqual(['dua', 'satu', 'tiga']);
    for (const { flags } of bodies) expect(flags).not.toContain('repeated-phone');
    db.close();
  });

  it('cannot choose before the tablet is enrolled', async () => {
    await expect(createEngine('1').selectActivity(activity(1).id)).rejects.toThrow(/not enrolled/);
  });
});

describe('a person answers', () => {
  async function begin() {
    answers['link'] = linkAnswer();
    const engine = createEngine('1');
    const context = contextOf(await engine.open(LINK, null));
    const draft = await engine.startDraft(context, 'id');
    return { engine, context, draft };
  }

  it('and the draft is there at the next visit', async () => {
    const { engine, draft } = await begin();
    const form = withAnswer(emptyForm(anActivity().questionnaire.content), 'waktu', 3);
    await engine.saveDraft({ ...draft, answers: form.answers });
    const opened = await createEngine('1').open(LINK, null);
    expect(opened).toMatchObject({ draft: { responseId: draft.responseId, answers: { waktu: 3 } } });
  });

  it('and gives up', async () => {
    const { engine, context } = await begin();
    await engine.discardDraft(context, 'abandoned');
    expect(await createEngine('1').open(LINK, null)).toMatchObject({ draft: null });
  });

  it('and is stored once, with the marks of the moment; a second person on this phone is marked', async () => {
    const { engine, context, draft } = await begin();
    const first = await engine.submit(context, { ...draft, answers: { waktu: 3 } }, 60_000);
    expect(await engine.submit(context, { ...draft, answers: { waktu: 3 } }, 60_000)).toEqual({
      ...first,
      already: true,
    });
    const second = await engine.startDraft(context, 'id');
    await engine.submit(context, { ...second, answers: { waktu: 4 } }, 60_000);
    const earlier = await engine.earlier(context);
    expect(earlier.map(({ responseId }) => responseId)).toEqual([second.responseId, draft.responseId]);
  });

  it('and the screen hears how far it has come', async () => {
    const { engine, context, draft } = await begin();
    const deliveries: Delivery[] = [];
    engine.onDelivery((delivery) => deliveries.push(delivery));
    await engine.submit(context, { ...draft, answers: { waktu: 3 } }, 60_000);
    await vi.waitFor(() => {
      const last = deliveries.at(-1);
      expect((last?.queue.onDevice ?? 0) + (last?.queue.sent ?? 0)).toBe(1);
      expect(last?.stalled).toBe(true);
    });
  });
});
