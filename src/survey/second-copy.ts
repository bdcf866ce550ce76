import { compareWithJournal, seemsDamaged } from '#local/journal/compare.ts';
import type { Journal, JournalState } from '#local/journal/journal.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { contextRow } from '#local/survey/ledger.ts';
import type { ResponseRow } from '#local/survey/rows.ts';
import { openJournal } from './open-journal.ts';

/** Longest wait for the journal where somebody waits for the screen. */
const DAMAGED_MS = 5_000;
const SUBMIT_MS = 2_000;
const IDLE_MS = 3_000;

/** What became of the second journal in this visit, for staff. */
export interface SecondCopyState {
  /** `none`: what is thanked stands in the database alone. */
  readonly journal: JournalState;
  /** Responses that the database had lost and the journal gave back. */
  readonly broughtBack: number;
  readonly damaged: number;
}

/** The second journal of this page, from the first look at it to the copy of each response. */
export class SecondCopy {
  readonly #db: SurveyDatabase;
  readonly #journal: Journal;
  #comparing: Promise<void> | null = null;
  #waiting: Promise<void> | null = null;
  #broughtBack = 0;
  #damaged = 0;

  constructor(db: SurveyDatabase, journal: Journal = openJournal()) {
    this.#db = db;
    this.#journal = journal;
  }

  get state(): SecondCopyState {
    return { journal: this.#journal.state, broughtBack: this.#broughtBack, damaged: this.#damaged };
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

  keep(response: ResponseRow, context: SurveyContext): Promise<JournalState> {
    return this.#journal.keep({ response, context: contextRow(context) });
  }

  #compare(): Promise<void> {
    this.#comparing ??= this.#compareOnce();
    return this.#comparing;
  }

  async #compareOnce(): Promise<void> {
    try {
      const comparison = await compareWithJournal(this.#db, this.#journal, Date.now());
      this.#broughtBack = comparison?.broughtBack ?? 0;
      this.#damaged = comparison?.damaged ?? 0;
    } catch {
      // The database could not be used now; whoever needs it says so, and the next visit compares again.
    }
    await this.#journal.prepare();
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
