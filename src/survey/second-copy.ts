import { compareWithJournal, seemsDamaged } from '#local/journal/compare.ts';
import type { Journal, JournalState } from '#local/journal/journal.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { recordOf } from '#local/journal/record-of.ts';
import type { ResponseRow } from '#local/survey/rows.ts';
import { deviceClock } from '#sync/clock.ts';
import { oneSender } from '#sync/one-sender.ts';
import type { Exclusive } from '#sync/one-sender.ts';

/** Longest wait for the journal where somebody waits for the screen. */
const DAMAGED_MS = 5_000;
const SUBMIT_MS = 2_000;
const IDLE_MS = 3_000;
/** A comparison that failed is tried again after so long, then after twice as long, up to the last. */
export const AGAIN_MS = 2_000;
const SELDOM_MS = 5 * 60 * 1000;

const NOTHING = { broughtBack: 0, uncopied: 0, damaged: 0, unread: 0 };

/** What became of the second journal in this visit, for staff. */
export interface SecondCopyState {
  /** `none`: what is thanked stands in the database alone. */
  readonly journal: JournalState;
  /** Whether database and journal agree; after `failed` it is tried again by itself. */
  readonly compared: 'not-yet' | 'agree' | 'failed';
  /** Responses that the database had lost and the journal gave back. */
  readonly broughtBack: number;
  readonly damaged: number;
}

interface SecondCopyOptions {
  readonly db: SurveyDatabase;
  readonly journal: Journal;
  /** Called when responses came back, which then wait to be sent. */
  readonly onBroughtBack: () => void;
}

/** The second journal of this page, from the first look at it to the copy of each response. */
export class SecondCopy {
  readonly #db: SurveyDatabase;
  readonly #journal: Journal;
  readonly #onBroughtBack: () => void;
  readonly #inTurn: Exclusive;
  #comparing: Promise<void> | null = null;
  #waiting: Promise<void> | null = null;
  #compared: SecondCopyState['compared'] = 'not-yet';
  #pauseMs = AGAIN_MS;
  #later: ReturnType<typeof setTimeout> | undefined;
  #hasJournal = false;
  /** How often somebody was thanked without a second copy since all had one, though there is a journal. */
  #lacks = 0;
  #broughtBack = 0;
  #damaged = 0;

  constructor({ db, journal, onBroughtBack }: SecondCopyOptions) {
    this.#db = db;
    this.#journal = journal;
    this.#onBroughtBack = onBroughtBack;
    this.#inTurn = oneSender('skm-journal', deviceClock);
    db.onReopened(() => this.#doubt());
  }

  get state(): SecondCopyState {
    return {
      journal: this.#journal.state,
      compared: this.#compared === 'agree' && this.#lacks > 0 ? 'not-yet' : this.#compared,
      broughtBack: this.#broughtBack,
      damaged: this.#damaged,
    };
  }

  /**
   * Resolves when the database may be worked with. Where it looks whole that is at once, and the journal is compared
   * when the page has nothing better to do; where it was made anew or has lost a part, what it lost comes back first.
   */
  async begin(): Promise<void> {
    if (await seemsDamaged(this.#db).catch(() => false)) await atMost(DAMAGED_MS, this.#compare());
    else whenIdle(() => void this.#compare());
  }

  /**
   * No number is given out before the journal has been asked whether it was given out already. A journal that does not
   * answer holds up one response for a moment, and none after it.
   */
  ready(): Promise<void> {
    this.#waiting ??= atMost(SUBMIT_MS, this.#compare());
    return this.#waiting;
  }

  /** What the journal did not take now it is given again later, when nobody waits. */
  async keep(response: ResponseRow, context: SurveyContext): Promise<JournalState> {
    const state = await this.#journal.keep(recordOf(response, context));
    if (state === 'none' && this.#hasJournal) this.#copyLater();
    return state;
  }

  /** The browser had closed the database: it may have come back with less than had been compared. */
  #doubt(): void {
    if (this.#compared !== 'agree') return;
    this.#forget('not-yet');
    whenIdle(() => void this.#compare());
  }

  #forget(compared: 'not-yet' | 'failed'): void {
    this.#compared = compared;
    this.#comparing = null;
    this.#waiting = null;
  }

  #compare(): Promise<void> {
    this.#comparing ??= this.#compareOnce();
    return this.#comparing;
  }

  async #compareOnce(): Promise<void> {
    const before = this.#db.reopenings;
    const lacked = this.#lacks;
    try {
      const compare = () => compareWithJournal(this.#db, this.#journal, Date.now());
      const comparison = await this.#inTurn(compare);
      const state = await this.#journal.prepare();
      const { damaged, broughtBack, unread, uncopied } = comparison ?? NOTHING;
      this.#hasJournal ||= comparison !== null;
      this.#damaged = damaged;
      this.#broughtBack += broughtBack;
      if (broughtBack > 0) this.#onBroughtBack();
      // A journal that takes records, and was not read or not all of it, may hold what is missing here.
      const isUnread = unread > 0 || (comparison === null && state === 'opfs');
      // What was closed half-way may have been another database before than after.
      const isDone = !isUnread && before === this.#db.reopenings;
      if (isDone && uncopied === 0) this.#pauseMs = AGAIN_MS;
      if (isDone) this.#compared = 'agree';
      else this.#tryAgain();
      if (uncopied > 0) this.#copyLater();
      else this.#lacks -= lacked;
    } catch {
      // Whoever needs the database says so itself. A browser may repair it: what it then lacks must still come back.
      this.#tryAgain();
      await this.#journal.prepare();
    }
  }

  #tryAgain(): void {
    this.#forget('failed');
    this.#compareLater();
  }

  /** Nobody waits for that, not even the next number. */
  #copyLater(): void {
    this.#lacks += 1;
    this.#compareLater();
  }

  #compareLater(): void {
    if (this.#later !== undefined) return;
    this.#later = setTimeout(() => {
      this.#later = undefined;
      if (this.#compared === 'agree' && this.#lacks === 0) return;
      this.#comparing = null;
      void this.#compare();
    }, this.#pauseMs);
    this.#pauseMs = Math.min(2 * this.#pauseMs, SELDOM_MS);
  }
}

async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}

/** Safari has no idle callback. */
function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(act, { timeout: IDLE_MS });
  else setTimeout(act, IDLE_MS / 2);
}
