import type { Component } from 'vue';
import type { EnrolmentProblem } from '#ui/texts/enrolment.ts';
import type { Opened } from './engine.ts';
import { readEnrolmentCode } from './enrolment-code.ts';
import type { EnrolmentState, VisitState } from './visit-state.ts';

type Shown = Omit<EnrolmentState, 'Screen'>;

export interface EnrollingRules {
  readonly loadScreen: () => Promise<Component>;
  readonly enrol: (code: string) => Promise<Opened>;
  readonly onOpened: (opened: Opened) => void;
  /** Back to what was shown before. */
  readonly onLeave: () => void;
}

/** What happens on the screen on which a tablet becomes a kiosk. */
export class Enrolling {
  readonly #state: VisitState;
  readonly #rules: EnrollingRules;
  #Screen: Component | null = null;
  #next: Shown | null = null;

  constructor(state: VisitState, rules: EnrollingRules) {
    this.#state = state;
    this.#rules = rules;
  }

  /** `problem`: why the code of the address could not be used. */
  show(code = '', problem: EnrolmentProblem | null = null, busy = false): void {
    const isComing = this.#next !== null;
    this.#next = { code, problem, busy };
    if (this.#Screen !== null) this.#draw(this.#Screen);
    else if (!isComing) void this.#fetch().then((Screen) => this.#draw(Screen));
  }

  /** Asks the endpoint once, however often it is tapped. */
  async send(typed: string): Promise<void> {
    if (this.#state.enrolment?.busy) return;
    const code = readEnrolmentCode(typed);
    if (code === null) return this.show(typed, 'incomplete');
    this.show(code, null, true);
    this.#rules.onOpened(await this.#rules.enrol(code));
  }

  leave(): void {
    if (this.#state.enrolment?.busy) return;
    this.forget();
    this.#rules.onLeave();
  }

  /** The screen is no longer wanted, also if it has not come yet. */
  forget(): void {
    this.#next = null;
    this.#state.enrolment = null;
  }

  async #fetch(): Promise<Component> {
    this.#Screen = await this.#rules.loadScreen();
    return this.#Screen;
  }

  #draw(Screen: Component): void {
    if (this.#next === null) return;
    Object.assign(this.#state, { enrolment: { ...this.#next, Screen }, screen: 'enrolment' });
  }
}
