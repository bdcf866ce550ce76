// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NINE_ELEMENTS } from '#domain/default-questionnaire.ts';
import { formatHundredths } from '#domain/numbers.ts';
import { range, regularPeriod } from '#domain/period.ts';
import { satisfactionIndex } from '#domain/indicators/satisfaction.ts';
import { TallyCounter } from '#domain/indicators/tally.ts';
import type { Answer } from '#domain/questionnaire.ts';
import type { SatisfactionRequest } from '#admin/compute/satisfaction-figures.ts';
import { EVERYTHING } from '#admin/compute/selection.ts';
import { activity, nine, NOW, questionnaire, Scene, STANDARD } from './scene.ts';

const AUGUST = regularPeriod('month', 2026, 8);
const ELEMENTS = STANDARD.content.elements.map(({ key }) => key);

function question(more: Partial<SatisfactionRequest> = {}, narrowing = {}): SatisfactionRequest {
  return {
    kind: 'satisfaction',
    selection: { ...EVERYTHING, period: AUGUST, ...narrowing },
    set: null,
    trend: 'before',
    population: null,
    asOf: NOW,
    ...more,
  };
}

/** So many answers of 1..4 with that sum, as even as can be. */
function answersWithSum(filled: number, sum: number): Answer[] {
  const lower = Math.floor(sum / filled);
  return Array.from(
    { length: filled },
    (_one, at) => (at < sum - lower * filled ? lower + 1 : lower) as Answer,
  );
}

function ceremony(): Scene {
  const scene = new Scene();
  scene.activities.push(activity('upacara', '2026-08-17T00:00:00.000Z', { organiser: 'Bagian Umum' }));
  return scene;
}

describe('the index of a period', () => {
  test('a real report with 29 respondents gives 91.48 (A), and 90.56 and 91.38 under the other two habits', async () => {
    const sums = [105, 101, 100, 116, 102, 105, 106, 105, 115].map((sum) => answersWithSum(29, sum));
    const scene = ceremony();
    for (let at = 0; at < 29; at += 1) {
      scene.respond(1, { activity: 'upacara', answers: sums.map((answers) => answers[at]!) });
    }
    const { chosen, sets } = await scene.ask(question());
    expect(sets).toHaveLength(1);
    expect(chosen?.result).toMatchObject({ respondents: 29, converted: 9148, quality: 'A' });
    expect(chosen?.result.readings?.['0.11'].converted).toBe(9056);
    expect(chosen?.result.readings?.['0.111'].converted).toBe(9138);
    expect(chosen?.withoutFreeElement).toMatchObject({ converted: 9041, quality: 'A' });
    expect(chosen?.result.elements.map((element) => element.sum)).toEqual([
      105, 101, 100, 116, 102, 105, 106, 105, 115,
    ]);
  });

  test('nobody answered: no set, no figure, never a zero', async () => {
    const { chosen, sets, trend } = await ceremony().ask(question());
    expect(chosen).toBeNull();
    expect(sets).toEqual([]);
    expect(trend).toEqual([]);
  });

  test('"cannot judge" and skipped answers are not counted for their element; a blank response is no respondent', async () => {
    const scene = ceremony()
      .respond(3, { activity: 'upacara', answers: nine(4) })
      .respond(1, { activity: 'upacara', answers: [null, ...nine(2).slice(1)] })
      .respond(1, { activity: 'upacara', answers: nine(null) })
      .respond(1, { activity: 'upacara', answers: {} });
    const { chosen } = await scene.ask(question());
    expect(chosen?.result).toMatchObject({ respondents: 4, blank: 2 });
    expect(chosen?.result.elements[0]).toMatchObject({ filled: 3, sum: 12 });
    expect(chosen?.result.elements[1]).toMatchObject({ filled: 4, sum: 14 });
  });

  test('whatever the responses, the cells give what counting every response gives', async () => {
    const answer = fc.constantFrom<Answer>(1, 2, 3, 4, null);
    const told = fc.record({
      activity: fc.constantFrom('upacara', 'rapat', null),
      channel: fc.constantFrom('kiosk' as const, 'link' as const, 'import' as const),
      flags: fc.constantFrom([], ['all-same' as const], ['too-fast' as const, 'clock-odd' as const]),
      answers: fc.array(answer, { minLength: 9, maxLength: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(told, { maxLength: 40 }),
        fc.integer({ min: 1, max: 50 }),
        async (all, rows) => {
          const scene = ceremony();
          scene.activities.push(activity('rapat', '2026-08-20T02:00:00.000Z'));
          scene.responses.push(...all);
          scene.chunkRows = rows;
          const counter = new TallyCounter(ELEMENTS);
          for (const { answers } of all) counter.addScores(answers.map((one) => one ?? 0));
          const { chosen } = await scene.ask(question());
          const expected = all.length === 0 ? undefined : satisfactionIndex(counter.toTally(), ELEMENTS);
          expect(chosen?.result).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('which responses belong to a period', () => {
  test('the start of the activity decides, not the moment of the answer', async () => {
    const scene = ceremony().respond(6, {
      activity: 'upacara',
      at: '2026-09-02T03:00:00.000Z',
      answers: nine(3),
    });
    expect((await scene.ask(question())).chosen?.result.respondents).toBe(6);
    const september = question({}, { period: regularPeriod('month', 2026, 9) });
    expect((await scene.ask(september)).chosen).toBeNull();
  });

  test('an import that names only a period counts by the date of each row, on the calendar of Jakarta', async () => {
    const scene = new Scene();
    scene.respond(5, { activity: null, channel: 'import', at: '2026-07-31T16:59:00.000Z', answers: nine(1) });
    scene.respond(6, { activity: null, channel: 'import', at: '2026-07-31T17:00:00.000Z', answers: nine(4) });
    expect((await scene.ask(question())).chosen?.result).toMatchObject({ respondents: 6, converted: 10_000 });
    const july = question({}, { period: regularPeriod('month', 2026, 7) });
    expect((await scene.ask(july)).chosen?.result).toMatchObject({ respondents: 5, converted: 2500 });
  });

  test('an activity that is not on this device counts by the first answer it got', async () => {
    const scene = new Scene().respond(5, {
      activity: 'unknown',
      at: '2026-08-03T03:00:00.000Z',
      answers: nine(3),
    });
    expect((await scene.ask(question())).chosen?.result.respondents).toBe(5);
  });

  test('responses to a questionnaire that has not arrived are told, not guessed', async () => {
    const strange = questionnaire('belum-tiba', ['waktu']);
    const scene = ceremony()
      .respond(5, { activity: 'upacara', answers: nine(3) })
      .respond(2, { activity: 'upacara', questionnaire: strange, answers: [1] });
    expect(await scene.ask(question())).toMatchObject({
      uncounted: 2,
      chosen: { result: { respondents: 5 } },
    });
  });

  test('channel, perangkat daerah, activity and flags narrow the selection', async () => {
    const scene = ceremony();
    scene.activities.push(activity('rapat', '2026-08-20T02:00:00.000Z', { organiser: 'Bappeda' }));
    scene
      .respond(6, { activity: 'upacara', channel: 'kiosk', answers: nine(4) })
      .respond(7, { activity: 'upacara', channel: 'link', answers: nine(3), flags: ['all-same'] })
      .respond(8, { activity: 'rapat', channel: 'link', answers: nine(2) });
    const respondents = async (narrowing: object) =>
      (await scene.ask(question({}, narrowing))).chosen?.result.respondents ?? 0;
    expect(await respondents({})).toBe(21);
    expect(await respondents({ channel: 'link' })).toBe(15);
    expect(await respondents({ channel: 'import' })).toBe(0);
    expect(await respondents({ organiser: 'Bappeda' })).toBe(8);
    expect(await respondents({ organiser: 'Tidak ada' })).toBe(0);
    expect(await respondents({ activity: 'upacara' })).toBe(13);
    expect(await respondents({ withFlagged: false })).toBe(14);
    expect(await respondents({ withFlagged: false, activity: 'upacara', channel: 'link' })).toBe(0);
  });
});

describe('questionnaires with different elements in one period', () => {
  const short = questionnaire('ringkas', ['waktu', 'perilaku']);

  function mixed(): Scene {
    const scene = ceremony();
    scene.questionnaires.push(short);
    return scene
      .respond(9, { activity: 'upacara', answers: nine(4) })
      .respond(5, { activity: 'upacara', questionnaire: short, answers: [2, 2] });
  }

  test('are never pooled: each set has its own index, the one with most respondents is the main one', async () => {
    const { sets, chosen } = await mixed().ask(question());
    expect(sets.map(({ result }) => [result.respondents, result.converted])).toEqual([
      [9, 10_000],
      [5, 5000],
    ]);
    expect(chosen?.key).toBe(sets[0]?.key);
    expect(sets[1]?.versions).toMatchObject([{ id: 'ringkas', version: 1 }]);
  });

  test('the other set can be looked at whole; it has no element "biaya" to leave out', async () => {
    const { sets } = await mixed().ask(question());
    const { chosen, trend } = await mixed().ask(question({ set: sets[1]!.key }));
    expect(chosen).toMatchObject({ withoutFreeElement: null, result: { converted: 5000 } });
    expect(trend.at(-1)).toMatchObject({ respondents: 5, converted: 5000 });
  });

  test('versions that ask the same elements are pooled, in the order of the newest', async () => {
    const scene = ceremony();
    const reordered = questionnaire(STANDARD.id, NINE_ELEMENTS.toReversed(), 2);
    scene.questionnaires.push(reordered);
    scene
      .respond(5, { activity: 'upacara', answers: nine(4) })
      .respond(5, { activity: 'upacara', questionnaire: reordered, answers: nine(2) });
    const { sets } = await scene.ask(question());
    expect(sets).toHaveLength(1);
    expect(sets[0]).toMatchObject({ result: { respondents: 10, converted: 7500 } });
    expect(sets[0]?.elements[0]?.key).toBe('pengaduan');
    expect(sets[0]?.result.elements[0]?.key).toBe('pengaduan');
  });
});

describe('what stands beside the index', () => {
  test('with and without the flagged responses, whichever of the two is shown', async () => {
    const scene = ceremony()
      .respond(6, { activity: 'upacara', answers: nine(2) })
      .respond(2, { activity: 'upacara', answers: nine(4), flags: ['all-same', 'too-fast'] });
    for (const withFlagged of [true, false]) {
      const { chosen } = await scene.ask(question({}, { withFlagged }));
      expect(chosen?.result.converted).toBe(withFlagged ? 6250 : 5000);
      expect(chosen?.quality).toMatchObject({
        flagged: 2,
        withFlagged: { converted: 6250 },
        withoutFlagged: { converted: 5000 },
      });
      expect(chosen?.quality.kinds.filter(({ responses }) => responses > 0)).toEqual([
        { flag: 'all-same', responses: 2 },
        { flag: 'too-fast', responses: 2 },
      ]);
    }
  });

  test('channels and perangkat daerah with fewer than five respondents hide, and so does the one that would give them away', async () => {
    const scene = ceremony();
    scene.activities.push(
      activity('rapat', '2026-08-20T02:00:00.000Z', { organiser: 'Bappeda' }),
      activity('kunjungan', '2026-08-21T02:00:00.000Z', { organiser: 'Dinas Sosial' }),
    );
    scene
      .respond(9, { activity: 'upacara', channel: 'kiosk', answers: nine(4) })
      .respond(3, { activity: 'rapat', channel: 'link', answers: nine(1) })
      .respond(6, { activity: 'kunjungan', channel: 'kiosk', answers: nine(3) });
    const { chosen } = await scene.ask(question());
    expect(chosen?.organisers).toEqual([
      { key: 'Bagian Umum', respondents: 9, converted: 10_000, quality: 'A', hidden: false },
      { key: 'Dinas Sosial', respondents: 6, converted: null, quality: null, hidden: true },
      { key: 'Bappeda', respondents: 3, converted: null, quality: null, hidden: true },
    ]);
    expect(chosen?.channels.map(({ key, hidden }) => [key, hidden])).toEqual([
      ['kiosk', true],
      ['link', true],
    ]);
  });

  test('the sample is held against the invitations of the activities that took place', async () => {
    const scene = ceremony();
    scene.activities.length = 0;
    scene.activities.push(
      activity('a', '2026-08-17T00:00:00.000Z', { invited: 60 }),
      activity('b', '2026-08-18T00:00:00.000Z', { invited: 40 }),
      activity('c', '2026-08-19T00:00:00.000Z', { invited: 500, status: 'batal' }),
    );
    scene.respond(80, { activity: 'a', answers: nine(3) });
    const whole = (await scene.ask(question())).chosen?.sample;
    expect(whole).toMatchObject({ activities: 2, withoutInvited: 0, population: 100, complete: true });
    expect(whole?.krejcieMorgan).toMatchObject({ minimum: 80, reached: 80, sufficient: true });
    expect(whole?.slovin).toMatchObject({ minimum: 80, sufficient: true });

    scene.activities.push(activity('d', '2026-08-20T00:00:00.000Z'));
    const partly = (await scene.ask(question())).chosen?.sample;
    expect(partly).toMatchObject({ population: 100, complete: false, withoutInvited: 1 });
    const given = (await scene.ask(question({ population: 1000 }))).chosen?.sample;
    expect(given).toMatchObject({ population: 1000, complete: true, krejcieMorgan: { minimum: 278 } });
    const channel = (await scene.ask(question({}, { channel: 'kiosk' }))).chosen?.sample;
    expect(channel).toMatchObject({ population: null, krejcieMorgan: null });
  });

  test('the interval is a census when everybody invited has answered, and wider while the population is unknown', async () => {
    const scene = new Scene();
    scene.activities.push(activity('a', '2026-08-17T00:00:00.000Z', { invited: 20 }));
    scene.respond(10, { activity: 'a', answers: nine(4) }).respond(10, { activity: 'a', answers: nine(2) });
    expect((await scene.ask(question())).chosen?.interval).toMatchObject({
      census: true,
      lower: 7500,
      upper: 7500,
    });
    scene.activities[0] = activity('a', '2026-08-17T00:00:00.000Z');
    const open = (await scene.ask(question())).chosen?.interval;
    const known = (await scene.ask(question({ population: 40 }))).chosen?.interval;
    expect(open).toMatchObject({ census: false, population: null });
    expect(known!.lower).toBeGreaterThan(open!.lower);
    expect(known!.upper).toBeLessThan(open!.upper);
  });
});

describe('over time', () => {
  function twoYears(): Scene {
    const scene = new Scene();
    scene.activities.push(
      activity('june', '2026-06-10T02:00:00.000Z'),
      activity('july', '2026-07-10T02:00:00.000Z'),
      activity('august', '2026-08-10T02:00:00.000Z'),
    );
    return scene
      .respond(8, { activity: 'june', answers: nine(2) })
      .respond(3, { activity: 'july', answers: nine(1) })
      .respond(8, { activity: 'august', answers: nine(3) });
  }

  test('the last twelve months, oldest first, with months of too few respondents hidden', async () => {
    const { trend, chosen } = await twoYears().ask(question());
    expect(trend).toHaveLength(12);
    expect(trend.slice(-3).map(({ converted, hidden }) => [converted, hidden])).toEqual([
      [5000, false],
      [null, true],
      [7500, false],
    ]);
    expect(trend[0]).toMatchObject({ respondents: 0, converted: null, hidden: false });
    expect(chosen?.previous).toBeNull();
  });

  test('the months within a quarter, and the quarter before it for comparison', async () => {
    const quarter = { period: regularPeriod('quarter', 2026, 3) };
    const { trend, chosen } = await twoYears().ask(question({ trend: 'within' }, quarter));
    expect(trend.map(({ respondents }) => respondents)).toEqual([3, 8, 0]);
    expect(chosen?.previous?.converted).toBe(5000);
    const { converted } = chosen!.result;
    expect(formatHundredths(converted!, 'id')).toBe('61,36');
  });

  test('a free range of days is followed by ranges of the same length before it', async () => {
    const days = { period: range('2026-08-01', '2026-08-15') };
    const { trend } = await twoYears().ask(question({}, days));
    expect(trend.map(({ period }) => period)).toEqual([
      range('2026-06-17', '2026-07-01'),
      range('2026-07-02', '2026-07-16'),
      range('2026-07-17', '2026-07-31'),
      range('2026-08-01', '2026-08-15'),
    ]);
    expect(trend.at(-1)?.converted).toBe(7500);
  });
});
