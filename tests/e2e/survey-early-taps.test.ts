import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';
import { Device } from './harness/browser.ts';
import { Field } from './harness/field.ts';
import { waitForScreen } from './harness/respondent.ts';

let field: Field;
let link: string;
let phone: Device;
let page: Page;

beforeAll(async () => {
  field = await Field.prepare();
  link = await field.phoneLink('Jaringan lambat');
});
afterAll(async () => {
  await field.dispose();
});
beforeEach(async () => {
  phone = await Device.open({ hasTouch: true });
  page = await phone.page();
});
afterEach(async () => {
  const faults = phone.takeFaults();
  await phone.dispose();
  expect(faults).toEqual([]);
});

/** Holds files back until told otherwise; what a slow network does, without waiting for one. */
async function hold(...patterns: string[]): Promise<() => void> {
  const gate = Promise.withResolvers<void>();
  for (const pattern of patterns) {
    await page.route(pattern, async (route) => {
      await gate.promise;
      await route.continue();
    });
  }
  return gate.resolve;
}

const ENTRY = '**/assets/index-*.js';
const LATER = '**/assets/later-*.js';
const STORE = '**/assets/store-engine-*.js';

async function eventIsKnown(): Promise<void> {
  await page.locator('[data-slot=name]', { hasText: 'Jaringan lambat' }).waitFor();
}

async function secondQuestionWith(answer: string): Promise<void> {
  await page.locator('.progress-words', { hasText: '2 dari 9' }).waitFor();
  await page.getByRole('button', { name: 'Kembali' }).click();
  await page.locator('.progress-words', { hasText: '1 dari 9' }).waitFor();
  expect(await page.locator(`.question input[value="${answer}"]`).isChecked()).toBe(true);
}

/** An event that was given another questionnaire, whose first question is the default one's second, after its link was made. */
async function linkThatChangedItsQuestionnaire() {
  const activity = await field.activity('Kuesioner sendiri');
  const address = await field.office.surveyLink(activity);
  const [left, ...questions] = DEFAULT_QUESTIONNAIRE.questions;
  const elements = DEFAULT_QUESTIONNAIRE.elements.filter(({ key }) => key !== left!.element);
  const content = { ...DEFAULT_QUESTIONNAIRE, elements, questions };
  const chosen = await field.questionnaire(content);
  await field.office.edit('activity', activity, 1, {
    survey: { open: true, closesAt: null, questionnaire: chosen },
  });
  return { activity, address, first: questions[0]!.text.id };
}

describe('taps before the program has arrived', () => {
  it.each([
    ['anything', '1', [ENTRY]],
    ['all but the first drawing', '2', [LATER]],
    ['the store', '3', [STORE]],
    ['the store and the rest', '4', [LATER, STORE]],
    ['anything at all', 'none', [ENTRY, LATER, STORE]],
  ])('are kept, with only the page and without %s', async (_what, answer, held) => {
    const release = await hold(...held);
    await page.goto(link, { waitUntil: 'commit' });
    await eventIsKnown();
    await page.locator('.start').tap();
    await waitForScreen(page, 'question');
    await page.locator(`.question .choice-${answer}`).tap();
    if (held.includes(ENTRY))
      expect(await page.locator('.question input:checked').getAttribute('value')).toBe(answer);
    release();
    await secondQuestionWith(answer);
  });

  it('are kept when the finger is down while the program takes the page over', async () => {
    const release = await hold(ENTRY);
    await page.goto(link, { waitUntil: 'commit' });
    await eventIsKnown();
    await page.locator('.start').tap();
    await waitForScreen(page, 'question');
    const choice = page.locator('.question .choice-2');
    await choice.hover();
    await page.mouse.down();
    release();
    await page.waitForFunction(() => '__vue_app__' in (document.getElementById('app') ?? {}));
    await page.mouse.up();
    await secondQuestionWith('2');
  });

  it('are kept on the first question while the event is still on its way', async () => {
    const release = await hold('**/api/v1/link');
    await page.goto(link, { waitUntil: 'commit' });
    await page.locator('.start').tap();
    await waitForScreen(page, 'question');
    await page.locator('.question .choice-3').tap();
    await page.locator('.question .start-busy').waitFor();
    release();
    await secondQuestionWith('3');
  });

  it('lead to the event’s own first question, without an answer, when it has another questionnaire by now', async () => {
    const { address, first } = await linkThatChangedItsQuestionnaire();
    const release = await hold('**/api/v1/link', ENTRY);
    await page.goto(address, { waitUntil: 'commit' });
    await page.locator('.start').tap();
    await waitForScreen(page, 'question');
    await page.locator('.question .choice-3').tap();
    release();
    await page.locator('.question h1:visible', { hasText: first }).waitFor();
    expect(await page.locator('.question input:checked').count()).toBe(0);
    expect(await page.locator('.progress-words:visible').innerText()).toBe('1 dari 8');
  });

  it('start the form of an event with a questionnaire of its own as soon as it is known', async () => {
    const { activity, first } = await linkThatChangedItsQuestionnaire();
    const marked = await field.office.surveyLink(activity);
    const release = await hold('**/api/v1/link');
    await page.goto(marked, { waitUntil: 'commit' });
    await page.locator('.start').tap();
    await page.locator('.start-busy:visible').waitFor();
    expect(await page.locator('.question').isVisible()).toBe(false);
    release();
    await page.locator('.question h1:visible', { hasText: first }).waitFor();
  });

  it('of an arrow key choose without moving on', async () => {
    const release = await hold(ENTRY);
    await page.goto(link, { waitUntil: 'commit' });
    await eventIsKnown();
    await page.locator('.start').tap();
    await waitForScreen(page, 'question');
    await page.locator('.question input[value="1"]').focus();
    await page.keyboard.press('ArrowDown');
    release();
    const next = page.getByRole('button', { name: 'Lanjut' });
    await next.waitFor();
    await expect.poll(() => page.locator('.progress-words:visible').innerText()).toBe('1 dari 9');
    await next.click();
    await secondQuestionWith('2');
  });

  it.each(['Space', 'Enter'])('of %s on what an arrow key chose go on', async (key) => {
    const release = await hold(ENTRY);
    await page.goto(link, { waitUntil: 'commit' });
    await eventIsKnown();
    await page.locator('.start').tap();
    await waitForScreen(page, 'question');
    await page.locator('.question input[value="1"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(key);
    release();
    await secondQuestionWith('2');
  });
});

describe('while words are still coming in', () => {
  it('nothing on the first screen jumps', async () => {
    await page.addInitScript(() => {
      Object.assign(window, { shift: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value } = entry as PerformanceEntry & { readonly value: number };
          (window as unknown as { shift: number }).shift += value;
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const releaseLink = await hold('**/api/v1/link');
    await page.goto(link);
    await page.locator('.start').waitFor();
    releaseLink();
    await eventIsKnown();
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBeLessThan(0.02);
  });
});
