import type { Component } from 'vue';
import type { KioskSettings } from '#local/survey/kiosk-settings.ts';
import type { AppUpdates } from '#pwa/registration.ts';
import type { StaffDesk, StoreParts } from './corner/desk.ts';
import type { VisitState } from './visit-state.ts';

/** What comes when it is opened first: the content of `corner/corner.ts`. */
export interface Corner {
  readonly Screen: Component;
  staffDesk(parts: StoreParts): StaffDesk;
}

export interface StaffRules {
  readonly load: () => Promise<Corner>;
  readonly parts: () => Promise<StoreParts>;
  /** Back to the kiosk at rest. */
  readonly onLeave: () => void;
  readonly onSettings: (settings: KioskSettings) => void;
  /** Another of the prepared events is in use from now on. */
  readonly onEvent: (id: string) => Promise<void>;
}

/** The way of staff into their corner, and out of it. */
export class Staff {
  /** Known once the worker is registered; a browser without workers has none. */
  updates: AppUpdates | null = null;
  readonly #state: VisitState;
  readonly #rules: StaffRules;
  #opening = false;

  constructor(state: VisitState, rules: StaffRules) {
    this.#state = state;
    this.#rules = rules;
  }

  /** Gets the corner into memory: a page that the worker does not serve yet could not load it without network. */
  prepare(): void {
    void this.#rules.load();
  }

  /** Only from a kiosk at rest; what asks for the PIN comes first. */
  async open(): Promise<void> {
    if (this.#opening || !this.#isAtRest()) return;
    this.#opening = true;
    try {
      const [corner, parts] = await Promise.all([this.#rules.load(), this.#rules.parts()]);
      if (!this.#isAtRest()) return;
      const open = { Screen: corner.Screen, desk: corner.staffDesk(parts) };
      Object.assign(this.#state, { corner: open, screen: 'corner' });
    } finally {
      this.#opening = false;
    }
  }

  leave(): void {
    this.#state.corner = null;
    this.#rules.onLeave();
  }

  /** The corner gives way to the screen on which a code is entered. */
  enterCode(): void {
    this.#state.corner = null;
  }

  async change(changes: Partial<KioskSettings>): Promise<void> {
    const { corner } = this.#state;
    if (corner !== null) this.#rules.onSettings(await corner.desk.change(changes));
  }

  useEvent(id: string): Promise<void> {
    return this.#rules.onEvent(id);
  }

  #isAtRest(): boolean {
    const { mode, screen, form } = this.#state;
    return mode === 'kiosk' && form === null && (screen === 'attract' || screen === 'notice');
  }
}
