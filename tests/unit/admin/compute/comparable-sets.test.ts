// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { NINE_ELEMENTS } from '#domain/default-questionnaire.ts';
import { regularPeriod } from '#domain/period.ts';
import type { Period } from '#domain/period.ts';
import type { Declaration } from '#admin/compute/comparable-sets.ts';
import { EVERYTHING } from '#admin/compute/selection.ts';
import { activity, nine, NOW, questionnaire, Scene, STANDARD } from './scene.ts';

const JULY = regularPeriod('month', 2026, 7);
const AUGUST = regularPeriod('month', 2026, 8);
/** The nine elements and two of the unit's own. */
const LONG = questionnaire('panjang', [...NINE_ELEMENTS, 'tata-acara', 'dokumentasi']);
const versionOf = ({ id, version }: { id: string; version: number }) => ({ id, version });
const DECLARED: Declaration = {
  id: '1',
  versions: [versionOf(STANDARD), versionOf(LONG)],
  elements: NINE_ELEMENTS,
};

/** In July only the long questionnaire was used, in August both. */
function summer(...declarations: readonly Declaration[]): Scene {
  const scene = new Scene();
  scene.activities.push(
    activity('juli', '2026-07-10T02:00:00.000Z'),
    activity('agustus', '2026-08-10T02:00:00.000Z', { organiser: 'Bappeda' }),
  );
  scene.questionnaires.push(LONG);
  scene.declarations.push(...declarations);
  return scene
    .respond(8, { activity: 'juli', questionnaire: LONG, answers: [...nine(2), 4, 4] })
    .respond(6, { activity: 'agustus', questionnaire: LONG, answers: [...nine(2), 4, 4], channel: 'link' })
    .respond(9, { activity: 'agustus', answers: nine(4), channel: 'kiosk' });
}

function ask(scene: Scene, period: Period = AUGUST, set: string | null = null) {
  const selection = { ...EVERYTHING, period };
  return scene.ask({
    kind: 'satisfaction',
    selection,
    set,
    trend: 'before',
    population: null,
    asOf: NOW,
  });
}

describe('versions with different elements', () => {
  test('stay apart while nobody declared them comparable', async () => {
    const { sets, trend } = await ask(summer());
    expect(sets.map(({ respondents, converted }) => [respondents, converted])).toEqual([
      [9, 10_000],
      [6, 5909],
    ]);
    expect(trend.at(-2)).toMatchObject({ respondents: 0, others: 8, converted: null });
  });

  test('that are declared comparable give one index over the elements that all of them ask', async () => {
    const { sets, chosen } = await ask(summer(DECLARED));
    expect(sets).toHaveLength(1);
    // (6 x 2 + 9 x 4) / 15 x 25 = 80 for every element
    expect(chosen).toMatchObject({ respondents: 15, converted: 8000, interval: null });
    expect(chosen?.elements.map(({ key }) => key).toSorted()).toEqual(NINE_ELEMENTS.toSorted());
    expect(chosen?.leftOut.map(({ key }) => key)).toEqual(['tata-acara', 'dokumentasi']);
    expect(chosen?.versions.map(({ id }) => id).toSorted()).toEqual([STANDARD.id, LONG.id].toSorted());
    expect(chosen?.channels.map(({ key, converted }) => [key, converted])).toEqual([
      ['kiosk', 10_000],
      ['link', 5000],
    ]);
  });

  test('are pooled in the trend, the activities, the profile, the export and on Beranda alike', async () => {
    const scene = summer(DECLARED);
    const selection = { ...EVERYTHING, period: AUGUST };
    const { trend } = await ask(scene);
    expect(trend.slice(-2).map(({ converted, others }) => [converted, others])).toEqual([
      [5000, 0],
      [8000, 0],
    ]);
    const order = { sort: 'start', descending: true, from: 0, count: 9 } as const;
    const activities = await scene.ask({ kind: 'activities', selection, set: null, ...order });
    expect(activities.rows).toMatchObject([{ respondents: 15, converted: 8000 }]);
    const [field] = await scene.ask({ kind: 'profile', selection, set: null });
    expect(field?.options.at(-1)).toMatchObject({ key: null, respondents: 15, converted: 8000 });
    const csv = await scene.ask({ kind: 'respondents-csv', selection, set: null, style: 'plain' });
    const [heading, ...lines] = (await csv.file.text()).trim().split('\n');
    expect(heading).not.toContain('tata-acara');
    expect(lines).toHaveLength(15);
    const { satisfaction } = await scene.ask({ kind: 'overview', period: AUGUST, asOf: NOW });
    expect(satisfaction).toMatchObject({ otherSets: 0, leftOut: 2, result: { converted: 8000 } });
  });

  test('keep their own elements in a period where only one of them was used', async () => {
    const { chosen } = await ask(summer(DECLARED), JULY);
    // (9 x 2 + 2 x 4) / 11 x 25 = 59,09
    expect(chosen).toMatchObject({ respondents: 8, converted: 5909, leftOut: [] });
    expect(chosen?.elements).toHaveLength(11);
  });
});

describe('a declaration', () => {
  test('also holds for a later version that asks just what a named one asks', async () => {
    const later = questionnaire(STANDARD.id, NINE_ELEMENTS, 2);
    const scene = summer(DECLARED);
    scene.questionnaires.push(later);
    scene.respond(5, { activity: 'agustus', questionnaire: later, answers: nine(4) });
    expect((await ask(scene)).sets).toMatchObject([{ respondents: 20, converted: 8500 }]);
  });

  test('has no effect when a version does not ask all its elements', async () => {
    const elements = [...NINE_ELEMENTS, 'tata-acara'];
    expect((await ask(summer({ ...DECLARED, elements }))).sets).toHaveLength(2);
  });

  test('has no effect on a version that an earlier one already speaks about', async () => {
    const other = questionnaire('lain', ['waktu', 'perilaku']);
    const contradicting = {
      id: '2',
      versions: [versionOf(LONG), versionOf(other)],
      elements: ['waktu', 'perilaku'],
    };
    const scene = summer(DECLARED, contradicting);
    scene.questionnaires.push(other);
    scene.respond(5, { activity: 'agustus', questionnaire: other, answers: [1, 1] });
    expect((await ask(scene)).sets.map(({ respondents }) => respondents)).toEqual([15, 5]);
  });

  test('that was withdrawn leaves everything as it was', async () => {
    const before = await ask(summer());
    const scene = summer(DECLARED);
    scene.declarations.length = 0;
    expect(await ask(scene)).toEqual(before);
  });
});
