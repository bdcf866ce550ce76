// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { range, regularPeriod } from '#domain/period.ts';
import type { Period } from '#domain/period.ts';
import { EVERYTHING } from '#admin/compute/selection.ts';
import type { Narrowing } from '#admin/compute/selection.ts';
import { activity, nine, NOW, Scene } from './scene.ts';

const AUGUST = regularPeriod('month', 2026, 8);

/** A ceremony with many, and an audience with a handful of officials, of another perangkat daerah. */
function month(ceremony: number, audience: number): Scene {
  const scene = new Scene();
  scene.activities.push(
    activity('upacara', '2026-08-17T00:00:00.000Z', { organiser: 'Bagian Umum' }),
    activity('audiensi', '2026-08-20T02:00:00.000Z', { organiser: 'Bappeda' }),
  );
  return scene
    .respond(ceremony, { activity: 'upacara', channel: 'kiosk', answers: nine(3) })
    .respond(audience, { activity: 'audiensi', channel: 'link', answers: nine(1) });
}

function ask(scene: Scene, narrowing: Partial<Narrowing> = {}, period: Period = AUGUST) {
  const selection = { ...EVERYTHING, ...narrowing, period };
  const more = { set: null, trend: 'before', population: null, asOf: NOW } as const;
  return scene.ask({ kind: 'satisfaction', selection, ...more });
}

describe('the own result of a reporting period', () => {
  test('is shown to staff however few answered, without anything that it is made of', async () => {
    const { chosen, few, trend } = await ask(month(3, 1));
    expect(chosen).toBeNull();
    expect(few).toEqual({
      set: expect.objectContaining({ respondents: 4, converted: 6250 }),
      result: { converted: 6250, quality: 'D' },
    });
    expect(trend.at(-1)).toMatchObject({ respondents: 4, converted: null, hidden: true });
  });

  test('is whole from the fifth respondent on', async () => {
    const { chosen, few } = await ask(month(4, 1));
    expect(few).toBeNull();
    expect(chosen?.result).toMatchObject({ respondents: 5, converted: 6500 });
  });

  test('of nobody is no result, not a hidden one', async () => {
    expect(await ask(month(0, 0))).toMatchObject({ sets: [], chosen: null, few: null });
    const blank = month(0, 0).respond(2, { activity: 'upacara', answers: nine(null) });
    expect((await ask(blank)).chosen?.result).toMatchObject({ respondents: 0, blank: 2, converted: null });
  });
});

describe('a part of a period', () => {
  test.each<[string, Partial<Narrowing>]>([
    ['one activity', { activity: 'audiensi' }],
    ['one perangkat daerah', { organiser: 'Bappeda' }],
    ['one channel', { channel: 'link' }],
  ])('of fewer than five respondents shows nothing: %s', async (_name, narrowing) => {
    const { chosen, few, sets } = await ask(month(20, 4), narrowing);
    expect(chosen).toBeNull();
    expect(few?.result).toBeNull();
    expect(sets).toMatchObject([{ respondents: 4, converted: null }]);
  });

  test('shows nothing either when what is left of the whole would be those few', async () => {
    const { chosen, few } = await ask(month(20, 4), { activity: 'upacara' });
    expect([chosen, few?.result]).toEqual([null, null]);
    const enough = await ask(month(20, 5), { activity: 'upacara' });
    expect(enough.chosen?.result).toMatchObject({ respondents: 20, converted: 7500 });
    expect(enough.trend.at(-1)).toMatchObject({ converted: 7500, hidden: false });
  });

  test('that is all there is, is the whole', async () => {
    const { chosen } = await ask(month(20, 0), { activity: 'upacara' });
    expect(chosen?.result.respondents).toBe(20);
  });

  test('a free range of days can be a single event, so it is a part as well', async () => {
    const day = range('2026-08-20', '2026-08-20');
    expect((await ask(month(20, 4), {}, day)).few).toMatchObject({ result: null });
    expect((await ask(month(20, 5), {}, day)).chosen?.result.converted).toBe(2500);
  });

  test('without the flagged answers fewer than five are left: nothing is shown', async () => {
    const scene = month(4, 0).respond(6, { activity: 'upacara', answers: nine(4), flags: ['all-same'] });
    expect((await ask(scene)).chosen?.result.respondents).toBe(10);
    expect((await ask(scene, { withFlagged: false })).few).toMatchObject({ result: null });
  });
});

describe('Beranda', () => {
  const overview = async (scene: Scene, period: Period) =>
    (await scene.ask({ kind: 'overview', period, asOf: NOW })).satisfaction;

  test('shows the bare index of a month with few respondents, and neither elements nor margin', async () => {
    const uneven = month(0, 0).respond(3, { activity: 'upacara', answers: [4, 3, 2, 4, 3, 3, 3, 3, 3] });
    expect(await overview(uneven, AUGUST)).toMatchObject({
      visibility: 'headline',
      result: { converted: 7778 },
      strongest: null,
      weakest: null,
      interval: null,
    });
  });

  test('shows nothing of a single day with few respondents', async () => {
    expect(await overview(month(20, 3), range('2026-08-20', '2026-08-20'))).toMatchObject({
      visibility: 'nothing',
      result: null,
      respondents: 3,
      measured: { achievement: { realised: null } },
    });
  });
});
