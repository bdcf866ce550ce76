import type { Page } from 'playwright-core';
import { Field } from '../e2e/harness/field.ts';
import {
  answerQuestions,
  respond,
  sendAndBeThanked,
  waitForOfflineCopy,
  waitForScreen,
} from '../e2e/harness/respondent.ts';
import { PeerPages } from './peer-pages.ts';
import { rawStrictPuts } from './raw-puts.ts';
import type { Row } from './row.ts';
import { SlowPhone } from './slow-phone.ts';
import { rowsOf } from './survey-rows.ts';
import type { Round, Thanks } from './survey-rows.ts';
import { tappedPuts } from './tapped-puts.ts';

/** `--n 3` measures three rounds. */
const ROUNDS = process.argv.includes('--n') ? Number(process.argv[process.argv.indexOf('--n') + 1]) : 7;
const FORMS_EACH = 3;
const RAW_PUTS = 60;
const TAPPED_PUTS = 10;
const SCORES = [4, 3, 4, 2, 3, 4, 1, 3, 4];

/** A visit with a slow phone: against the same form as a plain page and in the survey package that is the best peer. */
export default async function survey(): Promise<readonly Row[]> {
  const field = await Field.prepare();
  const peers = await PeerPages.serve();
  try {
    const link = await field.phoneLink('Upacara dengan sinyal lemah');
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({ ...(await loads(link, peers)), ...(await visit(link, peers)) });
    }
    return rowsOf(rounds);
  } finally {
    peers.close();
    await field.dispose();
  }
}

async function loads(link: string, peers: PeerPages): Promise<Pick<Round, 'cold' | 'warm'>> {
  const floor = await onNewPhone((phone) => load(phone, peers.floor, isChosen));
  const [packageCold, packageWarm] = await onNewPhone(async (phone) => [
    await load(phone, peers.package, isChosen),
    await load(phone, peers.package, isChosen),
  ]);
  const oursCold = await onNewPhone((phone) => load(phone, link, hasMovedOn));
  const oursWarm = await onNewPhone(async (phone) => {
    const earlier = await phone.device.page();
    await earlier.goto(link);
    await waitForOfflineCopy(earlier);
    await earlier.waitForFunction(() => location.hash === '');
    await earlier.close();
    return load(phone, new URL('/', link).href, hasMovedOn, 'none');
  });
  return {
    cold: { ours: oursCold, floor, package: packageCold! },
    warm: { ours: oursWarm, package: packageWarm! },
  };
}

async function onNewPhone<T>(use: (phone: SlowPhone) => Promise<T>): Promise<T> {
  const phone = await SlowPhone.open();
  try {
    return await use(phone);
  } finally {
    await phone.dispose();
  }
}

/**
 * Milliseconds from the navigation until the first question can be tapped: it is to be seen, and a tap made on it then and
 * there is kept, also where the program is not there yet. Throws when it is not. The same for every page; ours is
 * reached by a tap on "Mulai", which costs it a frame that the others do not need.
 */
async function load(
  phone: SlowPhone,
  url: string,
  isKept: (page: Page, name: string) => Promise<void>,
  network: 'slow' | 'none' = 'slow',
): Promise<number> {
  const page = await phone.tab(network, 'eager');
  await page.goto(url, { waitUntil: 'commit' });
  const { at, name } = await page.evaluate(() => window.tapWatch.firstTap());
  await isKept(page, name);
  await page.close();
  return at;
}

async function isChosen(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('load');
  await page.locator(`input[name="${name}"]:checked`).first().waitFor({ state: 'attached' });
}

async function hasMovedOn(page: Page): Promise<void> {
  await page.locator('.progress-words:visible', { hasText: '2 dari 9' }).waitFor();
}

async function visit(link: string, peers: PeerPages): Promise<Omit<Round, 'cold' | 'warm'>> {
  const floor = await onNewPhone(async (phone) => {
    const page = await phone.tab('as is', 'led');
    await page.goto(peers.floor);
    for (const [question, score] of SCORES.entries()) {
      await page
        .locator('fieldset')
        .nth(question)
        .locator('label')
        .nth(score - 1)
        .click();
    }
    return p95(await paintTimes(page));
  });
  const slow = await forms(link, 'slow');
  const { thanks } = await forms(link, 'as is');
  return {
    paint: { ours: slow.paint, floor },
    heap: await heapAfterForm(link),
    ...{ thanks, slowThanks: slow.thanks },
  };
}

/** Some forms from one phone, and the raw puts they are held against, in the same page. */
function forms(link: string, processor: 'slow' | 'as is'): Promise<{ paint: number; thanks: Thanks }> {
  return onNewPhone(async (phone) => {
    const page = await phone.tab('as is', 'led', processor);
    await page.goto(link);
    // Nobody has read nine questions before the offline copy is made, which writes to the same disk as the store.
    await waitForOfflineCopy(page);
    const thanks: number[] = [];
    await respond(page, SCORES);
    thanks.push(await page.evaluate(() => window.tapWatch.thanked()));
    const paint = p95(await paintTimes(page));
    while (thanks.length < FORMS_EACH) {
      await page.reload();
      await waitForScreen(page, 'answered');
      await page.getByRole('button', { name: 'Isi untuk orang lain' }).click();
      await answerQuestions(page, SCORES);
      await sendAndBeThanked(page);
      thanks.push(await page.evaluate(() => window.tapWatch.thanked()));
    }
    const rawPut = p95(await page.evaluate(rawStrictPuts, RAW_PUTS));
    const tapped = p95(await tappedPuts(page, TAPPED_PUTS));
    return { paint, thanks: { shown: p95(thanks), rawPut, tapped } };
  });
}

/** Megabytes the page holds once the thank-you is shown. */
async function heapAfterForm(link: string): Promise<number> {
  return onNewPhone(async (phone) => {
    const page = await phone.tab('as is', 'led');
    await page.goto(link);
    await page.evaluate(() => window.tapWatch.fillIn());
    return phone.heap(page);
  });
}

async function paintTimes(page: Page): Promise<readonly number[]> {
  const times = await page.evaluate(() => Object.values(window.tapWatch.painted));
  if (times.length < SCORES.length) throw new Error(`Only ${times.length} taps were seen.`);
  return times;
}

function p95(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}
