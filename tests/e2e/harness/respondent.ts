import type { Page } from 'playwright-core';
import { offlineCopy } from './offline-copy.ts';

/** The visible screen of the survey by its class: `welcome`, `attract`, `question`, `profile`, `comment`, `thanks` … */
export async function waitForScreen(page: Page, name: string): Promise<void> {
  await page.locator(`main .screen.${name}:not([hidden])`).waitFor();
}

/**
 * Taps one of the choices of the question on the screen; 0 taps "cannot judge". A tap in the first quarter of a second is
 * taken for the second half of a double tap and ignored, which a person cannot be as fast as: then it taps again.
 */
async function tapChoice(page: Page, score: number): Promise<void> {
  const choice = page.locator(`.screen.question:not([hidden]) .choice-${score === 0 ? 'none' : score}`);
  const question = await page.locator('.screen.question:not([hidden]) h1').innerText();
  const isAnswered = (): Promise<boolean> =>
    page.evaluate((asked) => {
      const shown = document.querySelector('.screen.question:not([hidden])');
      const same = shown?.querySelector('h1')?.innerText === asked;
      return !same || shown?.querySelector('input:checked') !== null;
    }, question);
  do await choice.click({ timeout: 5000 });
  while (!(await isAnswered()));
  await page.waitForFunction(
    (asked) => document.querySelector<HTMLElement>('.screen.question:not([hidden]) h1')?.innerText !== asked,
    question,
  );
}

/** Answers all questions with the given scores, skips the profile and leaves the form before the comment. */
export async function answerQuestions(page: Page, scores: readonly number[]): Promise<void> {
  for (const [place, score] of scores.entries()) {
    await page
      .locator('.screen.question:not([hidden]) .progress-words', {
        hasText: `${place + 1} dari ${scores.length}`,
      })
      .waitFor();
    await tapChoice(page, score);
  }
  await waitForScreen(page, 'profile');
  await page.getByRole('button', { name: 'Lewati' }).click();
  await waitForScreen(page, 'comment');
}

/**
 * The same by keys, which wait neither for a screen to settle nor for a choice to be confirmed: for stories in which the
 * answering is not what is told.
 */
export async function answerByKeys(page: Page, scores: readonly number[]): Promise<void> {
  for (const [place, score] of scores.entries()) {
    const asked = { progress: `${place + 1} dari ${scores.length}`, choice: `.choice-${score} input` };
    await page.waitForFunction(focusChoice, asked);
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
  }
  await waitForScreen(page, 'profile');
  await page.getByRole('button', { name: 'Lewati' }).click();
  await waitForScreen(page, 'comment');
}

/** Runs inside the page; false until the question is there. */
function focusChoice({ progress, choice }: { progress: string; choice: string }): boolean {
  const shown = document.querySelector('.screen.question:not([hidden])');
  if (!shown?.querySelector('.progress-words')?.textContent.includes(progress)) return false;
  shown.querySelector<HTMLElement>(choice)?.focus();
  return shown.contains(document.activeElement);
}

/** Sends the form and returns the receipt number of the thank-you, which is what the promise is about. */
export async function sendAndBeThanked(page: Page, comment = ''): Promise<string> {
  if (comment !== '') await page.locator('.comment-text').fill(comment);
  await page.getByRole('button', { name: comment === '' ? 'Kirim tanpa komentar' : 'Kirim' }).click();
  await waitForScreen(page, 'thanks');
  return (await page.locator('.screen.thanks .receipt-number').innerText()).trim();
}

/** A whole visit from the first screen of a phone or kiosk to the thank-you; returns the receipt number. */
export async function respond(page: Page, scores: readonly number[], comment = ''): Promise<string> {
  await page.locator('.start, .attract-start').first().click();
  await answerQuestions(page, scores);
  return sendAndBeThanked(page, comment);
}

/** The same by keys. */
export async function respondByKeys(page: Page, scores: readonly number[], comment: string): Promise<string> {
  await page.locator('.start, .attract-start').first().click();
  await answerByKeys(page, scores);
  return sendAndBeThanked(page, comment);
}

/** Waits until the service worker has stored the app, so that the next load needs no network. */
export async function waitForOfflineCopy(page: Page): Promise<void> {
  await page.evaluate(offlineCopy);
}

/** Holds a finger on the head of a kiosk at rest until it asks for the PIN of staff, and types one. */
export async function enterCorner(page: Page, pin: string, times: 1 | 2 = 1): Promise<void> {
  await page.mouse.move(40, 30);
  await page.mouse.down();
  await waitForScreen(page, 'corner');
  await page.mouse.up();
  for (let time = 0; time < times; time += 1) {
    const title = times === 1 ? 'Masukkan PIN petugas' : ['Buat PIN petugas', 'Ulangi PIN'][time]!;
    await page.getByRole('heading', { name: title }).waitFor();
    await page.getByLabel('PIN enam angka').pressSequentially(pin);
  }
  await page.getByRole('heading', { name: 'Sudut petugas' }).waitFor();
}
