import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DEFAULT_INDICATOR_SETTINGS } from '#domain/agency.ts';
import type { Target } from '#domain/agency.ts';
import type { Golden } from './domain.ts';

interface WorkedCases {
  readonly krejcieMorgan: readonly (readonly [number, number])[];
  readonly slovin5: readonly (readonly [number, number])[];
  readonly capaian: readonly {
    readonly realisasi: string;
    readonly target: string;
    readonly capaian: string;
  }[];
}

const worked = JSON.parse(
  readFileSync(new URL('../../../data/index-cases.json', import.meta.url), 'utf8'),
) as WorkedCases;

const { predicates } = DEFAULT_INDICATOR_SETTINGS;

const TARGET: Target = {
  id: 'iku2-2026',
  indicator: 'iku2',
  year: 2026,
  target: '84',
  quarters: ['80', '81.5', null, '84'],
  quarterMode: 'cumulative',
};

export const achievementGoldens: readonly Golden[] = [
  ...worked.capaian.map((row): Golden => ({
    name: `capaian of ${row.realisasi} against ${row.target}`,
    check: ({ achievement, numbers }) => {
      const realised = Math.round(Number(row.realisasi) * 100);
      const { capaian } = achievement.achievement(realised, row.target, predicates);
      assert.equal(numbers.formatHundredths(capaian ?? 0, 'plain'), row.capaian);
    },
  })),
  {
    name: 'capaian is not capped; without target, with 0 or without realisation there is none',
    check: ({ achievement }) => {
      const capaian = (realised: number | null, target: string | null) =>
        achievement.achievement(realised, target, predicates).capaian;
      assert.equal(capaian(10_000, '40'), 25_000);
      assert.equal(capaian(0, '40'), 0);
      assert.deepEqual(
        [
          capaian(5000, null),
          capaian(5000, ''),
          capaian(5000, '0'),
          capaian(5000, '0.00'),
          capaian(null, '40'),
        ],
        [null, null, null, null, null],
      );
      assert.throws(() => capaian(5000, '80,5'), /Not a target: "80,5"/);
      assert.throws(() => capaian(5000, '-1'), RangeError);
    },
  },
  {
    name: 'the predicate changes exactly at the lower bounds',
    check: ({ achievement }) => {
      const names = [9100, 9099, 7600, 7599, 6600, 6599, 5100, 5099, 0].map((capaian) =>
        achievement.predicateOf(capaian, predicates),
      );
      assert.deepEqual(names, [
        'Sangat Tinggi',
        'Tinggi',
        'Tinggi',
        'Sedang',
        'Sedang',
        'Rendah',
        'Rendah',
        'Sangat Rendah',
        'Sangat Rendah',
      ]);
      assert.equal(achievement.achievement(8302, '80', predicates).predicate, 'Sangat Tinggi');
      assert.equal(achievement.predicateOf(8999, [{ from: 90.5, name: 'Cukup' }]), null);
    },
  },
  {
    name: 'a cumulative quarter is measured from January on, a single one alone',
    check: ({ achievement, period }) => {
      const second = { kind: 'quarter', year: 2026, quarter: 2 } as const;
      assert.deepEqual(achievement.measurementOf(TARGET, second), {
        target: '81.5',
        period: period.range('2026-01-01', '2026-06-30'),
      });
      assert.deepEqual(achievement.measurementOf({ ...TARGET, quarterMode: 'single' }, second), {
        target: '81.5',
        period: second,
      });
      const first = { kind: 'quarter', year: 2026, quarter: 1 } as const;
      assert.deepEqual(achievement.measurementOf(TARGET, first), { target: '80', period: first });
      const third = { kind: 'quarter', year: 2026, quarter: 3 } as const;
      assert.equal(achievement.measurementOf(TARGET, third).target, null);
      assert.equal(achievement.measurementOf(TARGET, { kind: 'year', year: 2026 }).target, '84');
      assert.equal(achievement.measurementOf(TARGET, { kind: 'year', year: 2025 }).target, null);
      assert.equal(achievement.measurementOf(TARGET, { kind: 'month', year: 2026, month: 1 }).target, null);
      assert.equal(achievement.measurementOf(null, { kind: 'year', year: 2026 }).target, null);
    },
  },
  {
    name: 'the smallest samples are those of the printed tables',
    check: ({ sample }) => {
      for (const [population, expected] of worked.krejcieMorgan) {
        assert.equal(sample.krejcieMorgan(population), expected, `N = ${population}`);
      }
      for (const [population, expected] of worked.slovin5) assert.equal(sample.slovin(population), expected);
      assert.deepEqual([sample.krejcieMorgan(0), sample.krejcieMorgan(1), sample.slovin(0)], [0, 1, 0]);
      assert.equal(sample.slovin(400), 200);
      assert.throws(() => sample.krejcieMorgan(2.5), /whole number/);
      assert.throws(() => sample.slovin(-1), /whole number/);
    },
  },
  {
    name: 'a sample suffices from its minimum on',
    check: ({ sample }) => {
      assert.deepEqual(sample.sufficiency(50, 44), {
        method: 'krejcie-morgan',
        population: 50,
        minimum: 44,
        reached: 44,
        sufficient: true,
        exceedsPopulation: false,
      });
      assert.equal(sample.sufficiency(50, 43).sufficient, false);
      assert.equal(sample.sufficiency(60, 53, 'slovin').sufficient, true);
      assert.equal(sample.sufficiency(0, 0).sufficient, false);
      assert.equal(sample.sufficiency(10, 11).exceedsPopulation, true);
    },
  },
];
