// @vitest-environment node
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexJson } from '#cli/index-json.ts';
import { run } from '#cli/run.ts';
import { regularPeriod } from '#domain/period.ts';
import { EVERYTHING } from '#admin/compute/selection.ts';
import type { Narrowing } from '#admin/compute/selection.ts';
import { activity, NOW, questionnaire, Scene } from './scene.ts';
import { dice } from './synthetic.ts';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'skm-figures-'))));
afterAll(() => rm(folder, { recursive: true }));

async function skmIndex(file: Blob): Promise<unknown> {
  const path = join(folder, 'responden.csv');
  await writeFile(path, new Uint8Array(await file.arrayBuffer()));
  let out = '';
  const code = await run(['index', path, '--json'], {
    environment: {},
    out: (text) => (out += text),
    err: () => undefined,
  });
  expect(code).toBe(0);
  return JSON.parse(out);
}

/** Three activities and an import, answers and gaps by the dice. */
function year(seed: number): Scene {
  const roll = dice(seed);
  const scene = new Scene();
  const organisers = ['Bagian Umum', 'Bappeda', 'Dinas Sosial'];
  organisers.forEach((organiser, at) =>
    scene.activities.push(activity(`a${at}`, `2026-0${at * 3 + 2}-10T02:00:00.000Z`, { organiser })),
  );
  for (let at = 0; at < 120; at += 1) {
    const place = roll(4);
    scene.respond(1, {
      activity: place === 3 ? null : `a${place}`,
      at: `2026-0${roll(9) + 1}-15T03:00:00.000Z`,
      channel: place === 3 ? 'import' : roll(2) === 0 ? 'kiosk' : 'link',
      flags: roll(9) === 0 ? ['too-fast'] : [],
      answers: Array.from({ length: 9 }, () => ([1, 2, 3, 3, 4, 4, 4, null] as const)[roll(8)]!),
    });
  }
  return scene;
}

describe('the figure of the screen and the figure of the command are one', () => {
  const narrowings: readonly [string, Partial<Narrowing>][] = [
    ['everything', {}],
    ['one channel', { channel: 'kiosk' }],
    ['without flagged answers', { withFlagged: false }],
    ['one perangkat daerah', { organiser: 'Bappeda' }],
    ['one activity', { activity: 'a0' }],
  ];

  test.each(narrowings)('%s, to the last digit', async (_name, narrowing) => {
    for (const seed of [1, 2, 3]) {
      const scene = year(seed);
      for (const period of [regularPeriod('year', 2026), regularPeriod('quarter', 2026, 1)]) {
        const selection = { ...EVERYTHING, ...narrowing, period };
        const { chosen } = await scene.ask({
          kind: 'satisfaction',
          selection,
          set: null,
          trend: 'before',
          population: null,
          asOf: NOW,
        });
        if (chosen === null) continue;
        const { file } = await scene.ask({ kind: 'respondents-csv', selection, set: null, style: 'excel' });
        expect(await skmIndex(file)).toEqual(JSON.parse(indexJson(chosen.result)));
      }
    }
  });

  test('also for a questionnaire with thirteen elements of its own', async () => {
    const keys = Array.from({ length: 13 }, (_one, at) => `unsur-${at + 1}`);
    const thirteen = questionnaire('tiga-belas', keys);
    const roll = dice(13);
    const scene = new Scene();
    scene.questionnaires.push(thirteen);
    scene.activities.push(activity('a', '2026-02-10T02:00:00.000Z'));
    for (let at = 0; at < 50; at += 1) {
      const answers = keys.map(() => ([1, 2, 3, 4] as const)[roll(4)]!);
      scene.respond(1, { activity: 'a', questionnaire: thirteen, answers });
    }
    const selection = { ...EVERYTHING, period: regularPeriod('year', 2026) };
    const { chosen } = await scene.ask({
      kind: 'satisfaction',
      selection,
      set: null,
      trend: 'before',
      population: null,
      asOf: NOW,
    });
    const { file } = await scene.ask({ kind: 'respondents-csv', selection, set: null, style: 'plain' });
    const { converted, respondents } = chosen!.result;
    expect(await skmIndex(file)).toMatchObject({ respondents, converted: converted! / 100 });
  });
});
