import { screens } from './rigs/screens.ts';
import type { Tab } from './rigs/tab.ts';
import { watchThanks } from './rigs/watch-thanks.ts';
import type { Answering } from './pages/engine-page-form.ts';
import type { Trial } from './trial.ts';

const GLANCE_MS = 500;

/** One person after another at a page of the app, with their hands on its screens. */
export class Respondent {
  readonly tab: Tab;
  readonly #trial: Trial;
  #person: Answering | null = null;
  #hasSent = false;

  private constructor(trial: Trial, tab: Tab) {
    this.#trial = trial;
    this.tab = tab;
  }

  static async at(trial: Trial, tab: Tab): Promise<Respondent> {
    const respondent = new Respondent(trial, tab);
    await tab.listen('chaosThanked', () => respondent.#seeThanks());
    await tab.inject(watchThanks);
    return respondent;
  }

  /** The next person fills everything in and has not sent it yet. */
  async fill(): Promise<void> {
    this.#person = this.#trial.person();
    this.#hasSent = false;
    await screens.fill(this.tab, this.#person);
  }

  /** "Kirim", tapped `times` times. */
  async send(times = 1): Promise<void> {
    if (this.#person === null) throw new Error('Nobody is at the form.');
    this.#trial.oracle.attempt(this.#person);
    this.#hasSent = true;
    await screens.send(this.tab, times);
  }

  async thanked(): Promise<void> {
    await screens.wait(this.tab, ['thanks']);
  }

  /** Looks for a moment whether there is a thank-you. */
  thankedOrNot(): Promise<boolean> {
    return screens.comes(this.tab, 'thanks', GLANCE_MS);
  }

  /** A whole visit, up to the thank-you. */
  async respond(): Promise<void> {
    await this.fill();
    await this.send();
    await this.thanked();
  }

  /** Whole visits, one after the other: on a kiosk by "Selesai", on a phone by opening the page again. */
  async respondOften(count: number): Promise<void> {
    for (let person = 0; person < count; person += 1) {
      await this.respond();
      await screens.makeReady(this.tab);
    }
  }

  #seeThanks(): void {
    if (this.#person !== null && this.#hasSent) this.#trial.oracle.thank(this.#person.ticket, 'screens');
  }
}
