// @vitest-environment node
import { describe, expect, test } from 'vitest';
import type { Target } from '#domain/agency.ts';
import { range, regularPeriod, yearToQuarter } from '#domain/period.ts';
import type { Period } from '#domain/period.ts';
import { activity, nine, NOW, release, Scene } from './scene.ts';

const Q3 = regularPeriod('quarter', 2026, 3);

function overview(scene: Scene, period: Period = Q3, asOf = NOW) {
  return scene.ask({ kind: 'overview', period, asOf });
}

function target(indicator: 'iku1' | 'iku2', more: Partial<Target> = {}): Target {
  return {
    id: `${indicator}-2026`,
    indicator,
    year: 2026,
    target: '80',
    quarters: [null, null, null, null],
    quarterMode: 'single',
    ...more,
  };
}

/** Three activities in the third quarter, one of them released. */
function quarter(): Scene {
  const scene = new Scene();
  scene.activities.push(
    activity('a', '2026-07-10T02:00:00.000Z'),
    activity('b', '2026-08-10T02:00:00.000Z'),
    activity('c', '2026-09-10T02:00:00.000Z'),
  );
  scene.releases.push(release('r', ['a']));
  return scene;
}

describe('the two numbers', () => {
  test('an empty office has no result for either indicator, and nothing to attend to', async () => {
    const answer = await overview(new Scene());
    expect(answer.publication).toMatchObject({ percentage: null, activityCount: 0, since: null });
    expect(answer.satisfaction).toMatchObject({ result: null, weakest: null, trend: [], since: null });
    expect(Object.values(answer.attention).flat()).toEqual([]);
  });

  test('one of three activities released is 33.33 %, with both counts and the cut-off', async () => {
    const { publication } = await overview(quarter());
    expect(publication).toMatchObject({
      percentage: 3333,
      releasedCount: 1,
      activityCount: 3,
      cutOff: '2026-10-14',
      late: 0,
      excluded: 0,
    });
  });

  test('the strongest and the weakest element say why; equal elements name neither', async () => {
    const scene = quarter().respond(10, { activity: 'a', answers: [4, 3, 2, 4, 3, 3, 3, 3, 3] });
    const { satisfaction } = await overview(scene);
    expect(satisfaction.weakest).toMatchObject({ result: { key: 'waktu', converted: 5000 } });
    expect(satisfaction.strongest).toMatchObject({ result: { key: 'persyaratan', converted: 10_000 } });
    const even = await overview(quarter().respond(5, { activity: 'a', answers: nine(3) }));
    expect(even.satisfaction).toMatchObject({ weakest: null, strongest: null });
  });
});

describe('held against the target', () => {
  test('a quarter with its own target: capaian and predicate of the quarter alone', async () => {
    const scene = quarter();
    scene.targets.push(target('iku1', { quarters: [null, null, '50', null] }));
    const { measured } = (await overview(scene)).publication;
    expect(measured.period).toEqual(Q3);
    expect(measured.achievement).toMatchObject({ realised: 3333, capaian: 6666, predicate: 'Sedang' });
  });

  test('cumulative targets measure the year up to the end of the quarter', async () => {
    const scene = quarter();
    scene.activities.push(activity('early', '2026-01-10T02:00:00.000Z'));
    scene.releases.push(release('r2', ['early'], { publishedOn: '2026-01-11' }));
    scene.targets.push(target('iku1', { quarterMode: 'cumulative', quarters: ['10', '20', '50', '80'] }));
    const { measured, percentage } = (await overview(scene)).publication;
    expect(percentage).toBe(3333);
    expect(measured.period).toEqual(yearToQuarter(2026, 3));
    expect(measured.achievement).toMatchObject({
      realised: 5000,
      capaian: 10_000,
      predicate: 'Sangat Tinggi',
    });
  });

  test('the index of the year against its target: 83.02 against 80 would be 103.78, all threes are 93.75', async () => {
    const scene = quarter().respond(5, { activity: 'a', answers: nine(3) });
    scene.targets.push(target('iku2'));
    const { measured } = (await overview(scene, regularPeriod('year', 2026))).satisfaction;
    expect(measured.achievement).toMatchObject({ realised: 7500, capaian: 9375, predicate: 'Sangat Tinggi' });
  });

  test('a month and a free range have no target of their own', async () => {
    const scene = quarter();
    scene.targets.push(target('iku1'));
    for (const period of [regularPeriod('month', 2026, 8), range('2026-08-01', '2026-08-09')]) {
      const { achievement } = (await overview(scene, period)).publication.measured;
      expect(achievement).toMatchObject({ target: null, capaian: null, predicate: null });
    }
  });
});

describe('since when', () => {
  test('the letter has been the same since the first period of its unbroken run', async () => {
    const scene = new Scene();
    const quarters = ['2025-11', '2026-02', '2026-05', '2026-08'].map((month) => `${month}-10T02:00:00.000Z`);
    quarters.forEach((start, at) => scene.activities.push(activity(`q${at}`, start)));
    ([2, 3, 3, 3] as const).forEach((score, at) =>
      scene.respond(6, { activity: `q${at}`, answers: nine(score) }),
    );
    const { satisfaction } = await overview(scene);
    expect(satisfaction.result?.quality).toBe('C');
    expect(satisfaction.since).toEqual(regularPeriod('quarter', 2026, 1));
    expect(satisfaction.trend).toHaveLength(8);
  });

  test('a predicate that broke in between starts its run anew', async () => {
    const scene = quarter();
    scene.targets.push(target('iku1', { quarters: ['10', '10', '30', '10'] }));
    scene.activities.push(activity('spring', '2026-04-10T02:00:00.000Z'));
    const { publication } = await overview(scene);
    expect(publication.since).toEqual(Q3);
    expect(publication.trend.map(({ percentage }) => percentage)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      0,
      3333,
    ]);
  });
});

describe('what needs attention', () => {
  test('activities without release, still scheduled, and with too few answers, oldest first', async () => {
    const scene = quarter();
    scene.activities.push(
      activity('d', '2026-09-20T02:00:00.000Z', { status: 'terjadwal', exclusion: 'Tertutup' }),
    );
    scene.respond(5, { activity: 'b', answers: nine(3) }).respond(4, { activity: 'c', answers: nine(3) });
    const { attention } = await overview(scene);
    expect(attention.unreleased.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(attention.stillScheduled.map(({ id }) => id)).toEqual(['d']);
    expect(attention.fewRespondents.map(({ id, respondents }) => [id, respondents])).toEqual([
      ['a', 0],
      ['c', 4],
      ['d', 0],
    ]);
  });

  test('an activity whose start has not come yet is nobody’s fault', async () => {
    const scene = new Scene();
    scene.activities.push(activity('later', '2026-09-20T02:00:00.000Z', { status: 'terjadwal' }));
    const { attention, publication } = await overview(scene, Q3, '2026-09-01T00:00:00.000Z');
    expect(Object.values(attention).flat()).toEqual([]);
    expect(publication.percentage).toBeNull();
  });

  test('releases without evidence and releases after the cut-off', async () => {
    const scene = quarter();
    scene.releases.push(
      release('no-link', ['b'], { url: '' }),
      release('late', ['c'], { publishedOn: '2026-10-15' }),
      release('own', ['c'], { mediaKind: 'situs-sendiri' }),
    );
    const { attention, publication } = await overview(scene);
    expect(attention.withoutEvidence).toMatchObject([
      { release: { id: 'no-link' }, reasons: ['article-or-clipping'] },
    ]);
    expect(attention.lateReleases).toMatchObject([{ release: { id: 'late' } }]);
    expect(publication).toMatchObject({ late: 1, percentage: 3333 });
  });
});

describe('the working of the percentage', () => {
  test('every activity of the period stands in exactly one of the four lists', async () => {
    const scene = quarter();
    scene.activities.push(
      activity('d', '2026-09-20T02:00:00.000Z', { exclusion: 'Kegiatan tertutup' }),
      activity('e', '2026-09-21T02:00:00.000Z', { status: 'batal' }),
      activity('outside', '2026-10-01T02:00:00.000Z'),
    );
    scene.releases.push(release('own', ['b'], { mediaKind: 'media-sosial' }));
    const answer = await scene.ask({ kind: 'publication', period: Q3, asOf: NOW });
    expect(answer.released).toMatchObject([{ activity: { id: 'a' }, counting: [{ id: 'r' }] }]);
    expect(answer.unreleased).toMatchObject([
      { activity: { id: 'b' }, notCounting: [{ release: { id: 'own' }, reasons: ['media-kind'] }] },
      { activity: { id: 'c' }, notCounting: [] },
    ]);
    expect(answer.excluded).toMatchObject([{ activity: { id: 'd' }, reason: 'Kegiatan tertutup' }]);
    expect(answer.notHeld).toMatchObject([{ activity: { id: 'e' }, why: 'batal' }]);
  });
});
