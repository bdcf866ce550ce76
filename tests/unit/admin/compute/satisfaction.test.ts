// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NINE_ELEMENTS } from '#domain/default-questionnaire.ts';
import { regularPeriod } from '#domain/period.ts';
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
      .respond(4, { activity: 'upacara', answers: nine(4) })
      .respond(1, { activity: 'upacara', answers: [null, ...nine(2).slice(1)] })
      .respond(1, { activity: 'upacara', answers: nine(null) })
      .respond(1, { activity: 'upacara', answers: {} });
    const { chosen } = await scene.ask(question());
    expect(chosen?.result).toMatchObject({ respondents: 5, blank: 2 });
    expect(chosen?.result.elements[0]).toMatchObject({ filled: 4, sum: 16 });
    expect(chosen?.result.elements[1]).toMatchObject({ filled: 5, sum: 18 });
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
          const { chosen, few } = await scene.ask(question());
          const expected = satisfactionIndex(counter.toTally(), ELEMENTS);
          if (all.length === 0) expect([chosen, few]).toEqual([null, null]);
          else if (expected.respondents === 0 || expected.respondents >= 5)
            expect(chosen?.result).toEqual(expected);
          else expect(few?.result?.converted).toEqual(expected.converted);
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

  test('are not pooled by themselves: each set has its own index, the one with most respondents is the main one', async () => {
    const { sets, chosen } = await mixed().ask(question());
    expect(sets.map(({ respondents, converted }) => [respondents, converted])).toEqual([
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
    const { sets, chosen } = await scene.ask(question());
    expect(sets).toHaveLength(1);
    expect(sets[0]).toMatchObject({ respondents: 10, converted: 7500 });
    expect(sets[0]?.elements[0]?.key).toBe('pengaduan');
    expect(chosen?.result.elements[0]?.key).toBe('pengaduan');
  });
});
