import { vi } from 'vitest';
import { offlineCopy } from '../offline-copy.ts';
import type { Tab } from './engine.ts';

const PATIENCE = { timeout: 20_000, interval: 50 };

/** The survey as a person sees and touches it, in any engine. */
export class SurveyScreen {
  readonly #tab: () => Tab;

  /** `tab`: of the moment, since a browser may be closed and opened again. */
  constructor(tab: () => Tab) {
    this.#tab = tab;
  }

  /** Waits for a screen by its class: `welcome`, `attract`, `question`, `profile`, `comment`, `thanks` … */
  async shows(name: string): Promise<void> {
    await this.#until(`the screen "${name}"`, (shown) => shown.screens.includes(name));
  }

  /** Waits until words stand on the screen. */
  async says(words: string): Promise<void> {
    await this.#until(`the words "${words}"`, (shown) => shown.words.includes(words));
  }

  /** The document as it is now, with everything that is in it but not seen. */
  source(): Promise<string> {
    return this.#tab().evaluate(() => {
      const fields = [
        ...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea'),
      ];
      return document.documentElement.outerHTML + fields.map(({ value }) => value).join(' ');
    });
  }

  async press(button: string): Promise<void> {
    await this.#tab().tap(
      `//*[contains(@class,"screen")][not(@hidden)]//button[normalize-space()="${button}"]`,
    );
  }

  /** Answers the questions from the one on the screen on; ends on the profile when they were the last. */
  async answer(scores: readonly number[], first = 1, of = 9): Promise<void> {
    for (const [place, score] of scores.entries()) {
      await this.says(`${first + place} dari ${of}`);
      await this.#choose(score);
    }
  }

  /**
   * A tap in the first moments of a question is taken for the second half of a double tap and ignored, which a person
   * cannot be as fast as: then it taps again.
   */
  async #choose(score: number): Promise<void> {
    const tab = this.#tab();
    const asked = await tab.evaluate(readQuestion);
    await vi.waitFor(async () => {
      await tab.tap(`.screen.question:not([hidden]) .choice-${score}`);
      const { heading, answered } = await tab.evaluate(readQuestion);
      if (heading === asked.heading && !answered) throw new Error(`The tap on ${score} was not taken.`);
    }, PATIENCE);
    await vi.waitFor(async () => {
      const { heading } = await tab.evaluate(readQuestion);
      if (heading === asked.heading) throw new Error(`"${heading}" stays on the screen.`);
    }, PATIENCE);
  }

  /** Chooses one trait, writes the comment, sends, and gives back the number of the receipt. */
  async finish(comment: string): Promise<string> {
    await this.shows('profile');
    await this.#tab().tap('.screen.profile .chip input');
    await this.press('Lanjut');
    await this.shows('comment');
    await this.#tab().type('.comment-text', comment);
    await this.press('Kirim');
    await this.shows('thanks');
    return this.receipt();
  }

  /** Staff set the PIN of a kiosk at rest and come in: by the door for keyboards, which no engine holds a finger on. */
  async enterCorner(pin: string): Promise<void> {
    await this.#tab().evaluate(() => document.querySelector<HTMLElement>('.staff-door')?.click());
    for (const title of ['Buat PIN petugas', 'Ulangi PIN']) {
      await this.says(title);
      await this.#tab().type('#staff-pin', pin);
    }
    await this.says('Sudut petugas');
  }

  receipt(): Promise<string> {
    return this.#tab().evaluate(() => document.querySelector('.receipt-number')?.textContent?.trim() ?? '');
  }

  /** Waits until the app is stored, so that the next load needs no network. */
  async isStoredForOffline(): Promise<void> {
    await this.#tab().evaluate(offlineCopy);
  }

  /** Ids of the responses that this browser keeps, in the order of their numbers. */
  keptIds(): Promise<string[]> {
    return this.#tab().evaluate(
      () =>
        new Promise<string[]>((resolve, reject) => {
          const opening = indexedDB.open('skm-survey');
          opening.onerror = () => reject(new Error('The database cannot be opened.'));
          opening.onsuccess = () => {
            const reading = opening.result.transaction('responses').objectStore('responses').getAll();
            reading.onsuccess = () => {
              opening.result.close();
              const rows = reading.result as { id: string; sequence: number }[];
              resolve(rows.sort((a, b) => a.sequence - b.sequence).map(({ id }) => id));
            };
          };
        }),
    );
  }

  async #until(what: string, isThere: (shown: Shown) => boolean): Promise<void> {
    await vi.waitFor(async () => {
      const shown = await this.#tab().evaluate(readScreen);
      if (!isThere(shown)) throw new Error(`${what} did not come; shown is ${JSON.stringify(shown)}`);
    }, PATIENCE);
  }
}

type Shown = ReturnType<typeof readScreen>;

function readScreen() {
  const shown = [...document.querySelectorAll<HTMLElement>('main .screen:not([hidden])')];
  return {
    screens: shown.flatMap(({ classList }) => [...classList]),
    words: shown.map(({ innerText }) => innerText).join('\n'),
  };
}

function readQuestion() {
  const question = document.querySelector('.screen.question:not([hidden])');
  return {
    heading: question?.querySelector('h1')?.textContent ?? '',
    answered: question?.querySelector('input:checked') != null,
  };
}
