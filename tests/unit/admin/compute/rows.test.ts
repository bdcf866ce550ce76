// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { range, regularPeriod } from '#domain/period.ts';
import type { ActivitiesRequest } from '#admin/compute/activity-figures.ts';
import { EVERYTHING } from '#admin/compute/selection.ts';
import { activity, nine, questionnaire, Scene, STANDARD } from './scene.ts';
import { dice } from './synthetic.ts';

const AUGUST = regularPeriod('month', 2026, 8);
const selection = { ...EVERYTHING, period: AUGUST };

function threeEvents(): Scene {
  const scene = new Scene();
  scene.activities.push(
    activity('a', '2026-08-03T02:00:00.000Z'),
    activity('b', '2026-08-10T02:00:00.000Z'),
    activity('c', '2026-08-20T02:00:00.000Z'),
  );
  return scene
    .respond(6, { activity: 'a', answers: nine(4) })
    .respond(12, { activity: 'b', answers: nine(2) })
    .respond(9, { activity: 'c', answers: nine(3) });
}

describe('the table of activities', () => {
  const request: ActivitiesRequest = {
    kind: 'activities',
    selection,
    set: null,
    sort: 'start',
    descending: false,
    from: 0,
    count: 10,
  };

  test('sorts by date, by respondents and by index', async () => {
    const order = async (more: Partial<ActivitiesRequest>) =>
      (await threeEvents().ask({ ...request, ...more })).rows.map(({ key }) => key).join('');
    expect(await order({})).toBe('abc');
    expect(await order({ descending: true })).toBe('cba');
    expect(await order({ sort: 'respondents', descending: true })).toBe('bca');
    expect(await order({ sort: 'index' })).toBe('bca');
  });

  test('gives one page with the number of all', async () => {
    const answer = await threeEvents().ask({ ...request, from: 1, count: 1 });
    expect(answer.total).toBe(3);
    expect(answer.rows).toMatchObject([
      { key: 'b', respondents: 12, converted: 5000, activity: { name: 'Kegiatan b' } },
    ]);
  });

  test('hides the index of an event with fewer than five respondents, and one more so that nobody can work it out', async () => {
    const scene = threeEvents();
    scene.activities.push(activity('few', '2026-08-21T02:00:00.000Z'));
    scene.respond(2, { activity: 'few', answers: nine(1) });
    const { rows } = await scene.ask(request);
    expect(rows.map(({ key, converted, hidden }) => [key, converted, hidden])).toEqual([
      ['a', null, true],
      ['b', 5000, false],
      ['c', 7500, false],
      ['few', null, true],
    ]);
  });

  test('responses of a period only stand in a row without activity', async () => {
    const scene = new Scene().respond(5, { activity: null, channel: 'import', answers: nine(3) });
    expect((await scene.ask(request)).rows).toMatchObject([{ key: null, activity: null, respondents: 5 }]);
  });

  test('nobody answered: an empty table', async () => {
    expect(await new Scene().ask(request)).toEqual({ total: 0, rows: [] });
  });
});

describe('the responses behind an element', () => {
  const request = { kind: 'responses', selection, set: null, from: 0, count: 25 } as const;

  test('only those that gave the element this value, the last received first', async () => {
    const scene = threeEvents().respond(1, {
      activity: 'c',
      at: '2026-08-20T04:31:59.000Z',
      channel: 'link',
      flags: ['clock-odd'],
      answers: [1, 2, 2, 3, 3, 3, 4, 4, null],
      profile: { gender: 'p' },
      comment: 'Rahasia',
    });
    const { total, rows } = await scene.ask({ ...request, element: 'prosedur', score: 2 });
    expect(total).toBe(13);
    expect(rows[0]).toEqual({
      code: expect.stringMatching(/^[0-9A-F]{8}$/),
      activity: expect.objectContaining({ id: 'c', name: 'Kegiatan c' }),
      minute: Date.parse('2026-08-20T04:31:00.000Z') / 60_000,
      channel: 'link',
      flags: ['clock-odd'],
      scores: {
        persyaratan: [1],
        prosedur: [2],
        waktu: [2],
        biaya: [3],
        produk: [3],
        kompetensi: [3],
        perilaku: [4],
        sarana: [4],
        pengaduan: [0],
      },
    });
  });

  test('pages run on across chunks without a gap or a double', async () => {
    const scene = threeEvents();
    const codes: string[] = [];
    for (let from = 0; from < 27; from += 4) {
      const { rows } = await scene.ask({ ...request, element: null, score: null, from, count: 4 });
      codes.push(...rows.map(({ code }) => code));
    }
    expect(codes).toHaveLength(27);
    expect(new Set(codes).size).toBe(27);
  });

  test('an element fed by several questions matches when one of them does', async () => {
    const two = questionnaire('dua', ['waktu']);
    const content = {
      ...two.content,
      questions: ['mulai', 'selesai'].map((key) => ({ ...two.content.questions[0]!, key })),
    };
    const scene = new Scene();
    scene.questionnaires.push({ ...two, content });
    scene.activities.push(activity('a', '2026-08-03T02:00:00.000Z'));
    scene.respond(6, {
      activity: 'a',
      questionnaire: { ...two, content },
      answers: { mulai: 4, selesai: 1 },
    });
    const found = await scene.ask({ ...request, element: 'waktu', score: 1 });
    expect(found.total).toBe(6);
    expect(found.rows[0]?.scores).toEqual({ waktu: [4, 1] });
    expect((await scene.ask({ ...request, element: 'waktu', score: 2 })).total).toBe(0);
  });
});

describe('comments', () => {
  const request = { kind: 'comments', selection, set: null, search: '', from: 0, count: 2 } as const;

  function commented(): Scene {
    const scene = threeEvents();
    for (const comment of ['Kursi kurang nyaman', 'Petugas RAMAH dan sigap', 'Petugas kurang sigap']) {
      scene.respond(1, { activity: 'a', answers: nine(3), comment });
    }
    return scene.respond(10, { activity: 'b', answers: nine(3) });
  }

  test('the last received first, page by page', async () => {
    const first = await commented().ask(request);
    expect(first.total).toBe(3);
    expect(first.rows.map(({ text }) => text)).toEqual(['Petugas kurang sigap', 'Petugas RAMAH dan sigap']);
    const second = await commented().ask({ ...request, from: 2 });
    expect(second.rows).toMatchObject([{ text: 'Kursi kurang nyaman', activity: { id: 'a' } }]);
  });

  test('a search finds comments with all of its words, in any case', async () => {
    const texts = async (search: string) =>
      (await commented().ask({ ...request, search })).rows.map(({ text }) => text);
    expect(await texts('ramah PETUGAS')).toEqual(['Petugas RAMAH dan sigap']);
    expect(await texts('kurang kursi')).toEqual(['Kursi kurang nyaman']);
    expect(await texts('parkir')).toEqual([]);
  });

  test('another period has other comments', async () => {
    const july = { ...selection, period: regularPeriod('month', 2026, 7) };
    expect((await commented().ask({ ...request, selection: july })).total).toBe(0);
  });

  test('a question that was given up does no more work', async () => {
    const given = AbortSignal.abort(new Error('another question came'));
    await expect(commented().ask(request, given)).rejects.toThrow('another question came');
  });
});

describe('profile groups', () => {
  const request = { kind: 'profile', selection, set: null } as const;

  test('index per option; an option of fewer than five people hides, with its number and a second one', async () => {
    const scene = threeEvents()
      .respond(8, { activity: 'a', answers: nine(4), profile: { gender: 'l', age: 'di-atas-60' } })
      .respond(6, { activity: 'b', answers: nine(1), profile: { gender: 'p' } });
    const fields = await scene.ask(request);
    expect(fields.map(({ field }) => field)).toEqual(STANDARD.content.profile.map(({ key }) => key));
    expect(
      fields[0]?.options.map(({ key, respondents, converted }) => [key, respondents, converted]),
    ).toEqual([
      ['l', 8, 10_000],
      ['p', 6, 2500],
      [null, 27, 6944],
    ]);
    scene.respond(2, { activity: 'b', answers: nine(1), profile: { age: 'sampai-30' } });
    const age = (await scene.ask(request))[1];
    expect(age?.options.map(({ respondents, hidden }) => [respondents, hidden])).toEqual([
      [0, true],
      [0, false],
      [0, false],
      [0, false],
      [0, true],
      [33, false],
    ]);
  });

  test('the groups of a field add up to all respondents, whatever their channel, event or flag', async () => {
    const scene = threeEvents()
      .respond(9, { activity: 'a', answers: nine(4), profile: { gender: 'l' }, channel: 'link' })
      .respond(7, {
        activity: null,
        at: '2026-08-05T02:00:00.000Z',
        answers: nine(2),
        profile: { gender: 'p' },
      })
      .respond(5, { activity: 'c', answers: nine(1), profile: { gender: 'p' }, flags: ['all-same'] })
      .respond(3, { activity: 'c', answers: nine(null), profile: { gender: 'p' } });
    const [gender] = await scene.ask(request);
    expect(gender?.options.map(({ respondents }) => respondents)).toEqual([9, 12, 27]);
    expect(gender?.label.id).toBe('Jenis kelamin');
  });
});

describe('profile groups of any selection', () => {
  test('whole months and single activities of a month give what counting the respondents gives', async () => {
    const scene = new Scene();
    const roll = dice(7);
    const starts = ['2026-07-02', '2026-07-20', '2026-08-05', '2026-08-25'];
    starts.forEach((day, at) =>
      scene.activities.push(activity(`e${at}`, `${day}T02:00:00.000Z`, { organiser: `OPD ${at % 2}` })),
    );
    for (let at = 0; at < 400; at += 1) {
      const gender = (['l', 'p'] as const)[roll(2)]!;
      scene.respond(1, {
        activity: `e${roll(4)}`,
        channel: (['kiosk', 'link'] as const)[roll(2)]!,
        answers: nine((roll(4) + 1) as 1 | 2 | 3 | 4),
        profile: { gender },
      });
    }
    const inSelection: readonly [
      object,
      (told: { activity?: string | null; channel?: string }) => boolean,
    ][] = [
      [{ period: regularPeriod('quarter', 2026, 3) }, () => true],
      [{ period: AUGUST }, (told) => told.activity === 'e2' || told.activity === 'e3'],
      [
        { period: range('2026-07-10', '2026-08-10') },
        (told) => told.activity === 'e1' || told.activity === 'e2',
      ],
      [
        { period: regularPeriod('quarter', 2026, 3), organiser: 'OPD 1', channel: 'link' },
        (told) => (told.activity === 'e1' || told.activity === 'e3') && told.channel === 'link',
      ],
    ];
    for (const [narrowing, chosen] of inSelection) {
      const [gender] = await scene.ask({
        kind: 'profile',
        selection: { ...selection, ...narrowing },
        set: null,
      });
      const expected = ['l', 'p'].map((key) => {
        const own = scene.responses.filter((told) => chosen(told) && told.profile?.['gender'] === key);
        const sum = own.reduce((total, told) => total + (told.answers as number[])[0]!, 0);
        return [own.length, Math.round((sum / own.length) * 2500)];
      });
      expect(
        gender?.options.slice(0, 2).map(({ respondents, converted }) => [respondents, converted]),
      ).toEqual(expected);
    }
  });
});

describe('late arrivals', () => {
  test('responses that reached the endpoint after the cut-off, by activity; imports are old by nature', async () => {
    const scene = threeEvents();
    const late = '2026-09-14T17:00:00.000Z';
    scene
      .respond(2, { activity: 'a', answers: nine(4), receivedAt: late })
      .respond(3, { activity: 'b', answers: nine(4), receivedAt: late, channel: 'link' })
      .respond(4, { activity: 'b', answers: nine(4), receivedAt: late, channel: 'import' })
      .respond(5, { activity: 'c', answers: nine(4), receivedAt: '2026-09-14T16:59:00.000Z' });
    expect(await scene.ask({ kind: 'late-responses', period: AUGUST })).toEqual({
      total: 5,
      cutOff: '2026-09-14',
      activities: [
        { id: 'b', name: 'Kegiatan b', responses: 3 },
        { id: 'a', name: 'Kegiatan a', responses: 2 },
      ],
    });
  });
});
