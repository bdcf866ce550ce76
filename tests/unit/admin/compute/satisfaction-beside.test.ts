// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { formatHundredths } from '#domain/numbers.ts';
import { range, regularPeriod } from '#domain/period.ts';
import type { SatisfactionRequest } from '#admin/compute/satisfaction-figures.ts';
import { EVERYTHING } from '#admin/compute/selection.ts';
import { activity, nine, NOW, Scene } from './scene.ts';

const AUGUST = regularPeriod('month', 2026, 8);

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

function ceremony(): Scene {
  const scene = new Scene();
  scene.activities.push(activity('upacara', '2026-08-17T00:00:00.000Z', { organiser: 'Bagian Umum' }));
  return scene;
}

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
