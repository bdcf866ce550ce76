/** One story of a phone and one of a tablet, told in every engine that people's browsers are made of. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '#domain/canonical-json.ts';
import { sha256Hex } from '#protocol/hash.ts';
import { CHROMIUM } from '../harness/engines/chromium.ts';
import { EngineDevice } from '../harness/engines/engine.ts';
import type { Engine } from '../harness/engines/engine.ts';
import { FIREFOX } from '../harness/engines/firefox.ts';
import { SurveyScreen } from '../harness/engines/survey-screen.ts';
import { WEBKIT } from '../harness/engines/webkit.ts';
import { Field } from '../harness/field.ts';
import { Network } from '../harness/network.ts';

const PHONE = { width: 360, height: 740 };
const TABLET = { width: 820, height: 1180 };
const THREES = Array.from({ length: 9 }, () => 3);

let network: Network;
let field: Field;

beforeAll(async () => {
  network = await Network.open();
  field = await Field.prepare({ SURVEY_ORIGIN: network.origin });
  network.leadTo(field.endpoint.surveyOrigin);
});
afterAll(async () => {
  await network.close();
  await field.dispose();
});

describe.each([CHROMIUM, FIREFOX, WEBKIT])('$name', (engine) => {
  const missing = engine.missing();
  const unless = (skip: (when: boolean, why: string) => void): void => skip(missing !== null, missing ?? '');

  it('a phone answers, reloads, closes and opens again without a network, and delivers', async ({ skip }) => {
    unless(skip);
    await onPhone(engine);
  });
  it('a kiosk takes one person after another without a network, shows staff what waits, and delivers', async ({
    skip,
  }) => {
    unless(skip);
    await onKiosk(engine);
  });
});

async function onPhone(engine: Engine): Promise<void> {
  const phone = await EngineDevice.open(engine, PHONE);
  const screen = new SurveyScreen(() => phone.tab);
  try {
    const activity = await field.activity(`Upacara di ponsel (${engine.name})`);
    await phone.tab.goto(await field.office.surveyLink(activity));
    await screen.shows('welcome');
    await screen.isStoredForOffline();

    network.cut();
    await phone.tab.reload();
    await screen.shows('welcome');
    await phone.tab.tap('.start');
    await screen.answer([4, 4, 2]);
    await screen.says('4 dari 9');
    await phone.tab.reload();
    await screen.answer([4, 4, 4, 4, 4, 4], 4);
    const first = await screen.finish(`${engine.name} satu`);
    await screen.says('Tersimpan di ponsel ini, belum terkirim');

    await phone.tab.reload();
    await screen.shows('answered');
    expect(await screen.receipt()).toBe(first);
    await screen.press('Isi untuk orang lain');
    await screen.answer(THREES);
    const second = await screen.finish(`${engine.name} dua`);
    expect(second).not.toBe(first);

    await phone.close();
    await phone.reopen();
    await phone.tab.goto(network.origin);
    await screen.shows('answered');
    await screen.says('Tersimpan di ponsel ini, belum terkirim');
    const kept = await screen.keptIds();
    expect(kept).toHaveLength(2);
    network.restore();
    await screen.says('Diterima');
    await expectAtOffice(activity, kept, [`${engine.name} satu`, `${engine.name} dua`]);
    expect(phone.takeFaults()).toEqual([]);
  } finally {
    network.restore();
    await phone.dispose();
  }
}

async function onKiosk(engine: Engine): Promise<void> {
  const tablet = await EngineDevice.open(engine, TABLET);
  const screen = new SurveyScreen(() => tablet.tab);
  try {
    const activity = await field.activity(`Upacara di kios (${engine.name})`);
    await tablet.tab.goto(await field.kioskEnrolment([activity]));
    await screen.shows('attract');
    await screen.isStoredForOffline();

    network.cut();
    const secrets = [`${engine.name} tiga`, `${engine.name} empat`];
    for (const secret of secrets) {
      await tablet.tab.tap('.attract-start');
      await screen.answer(THREES);
      await screen.finish(secret);
      await screen.press('Selesai');
      await screen.shows('attract');
      expect(await screen.source()).not.toContain(secret);
    }
    await screen.says('2 di perangkat ini');
    await tablet.tab.reload();
    await screen.shows('attract');
    const kept = await screen.keptIds();
    expect(kept).toHaveLength(2);
    await screen.enterCorner('246810');
    await screen.says('2\ndi tablet ini');
    await screen.says('Yang tertua belum diterima kantor');
    await screen.press('Kembali');
    await screen.shows('attract');
    network.restore();
    await screen.says('2 diterima kantor');
    await expectAtOffice(activity, kept, secrets);
    expect(tablet.takeFaults()).toEqual([]);
  } finally {
    network.restore();
    await tablet.dispose();
  }
}

/** The office has exactly these responses of one device, numbered and chained without a gap. */
async function expectAtOffice(
  activity: string,
  ids: readonly string[],
  comments: readonly string[],
): Promise<void> {
  const received = (await field.received())
    .filter((response) => response.activity === activity)
    .sort((a, b) => a.place.sequence - b.place.sequence);
  expect(received.map(({ id }) => id)).toEqual(ids);
  expect(received.map(({ comment }) => comment)).toEqual(comments);
  expect(received.map(({ place }) => place.sequence)).toEqual(ids.map((_, place) => place + 1));
  const hashes = await Promise.all(received.map((response) => sha256Hex(canonicalJson(response))));
  expect(received.map(({ place }) => place.previousHash)).toEqual(['0'.repeat(64), ...hashes.slice(0, -1)]);
}
