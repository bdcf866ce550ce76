import type { Persistence } from './device-abilities.ts';
import type { CheckName, Colour } from './checks.ts';

/** A line of the list before an event: what it is about, and a sentence for each state it may be in. */
export interface CheckTexts {
  readonly title: string;
  readonly states: Readonly<Record<string, string | ((figure: string) => string)>>;
}

export type SectionName = 'summary' | 'checks' | 'events' | 'handover' | 'settings' | 'app';

/** Every sentence of the staff corner. Counts come as words. */
export interface CornerTexts {
  readonly title: string;
  readonly back: string;
  readonly sections: Readonly<Record<SectionName, string>>;
  readonly failed: string;
  readonly loading: string;
  readonly pin: {
    readonly set: string;
    readonly setHint: string;
    readonly again: string;
    readonly enter: string;
    readonly enterHint: string;
    readonly label: string;
    readonly digits: (count: string) => string;
    readonly remove: string;
    readonly differ: string;
    readonly wrong: string;
    readonly wait: (seconds: string) => string;
    readonly checking: string;
    readonly forgotten: string;
  };
  readonly summary: {
    readonly onDevice: string;
    readonly sent: string;
    readonly received: string;
    readonly oldest: (age: string) => string;
    readonly allReceived: string;
    readonly abandoned: (count: string) => string;
    readonly aside: (count: string) => string;
    readonly conflicts: (count: string) => string;
    readonly sendNow: string;
    readonly sending: string;
    readonly kept: string;
    readonly keptNothing: string;
    readonly keptBackedUp: (count: string) => string;
    readonly keptWaiting: (count: string) => string;
    readonly keptUntil: (date: string) => string;
    readonly records: string;
    readonly recordsNone: string;
    readonly number: string;
    readonly time: string;
    readonly state: string;
    readonly states: Readonly<Record<'on-device' | 'sent' | 'received', string>>;
    readonly more: string;
  };
  readonly checks: {
    readonly allGood: string;
    readonly notGood: (count: string) => string;
    readonly again: string;
    readonly checking: string;
    readonly askPersistence: string;
    readonly colours: Readonly<Record<Colour, string>>;
    readonly list: Readonly<Record<CheckName, CheckTexts>> & {
      readonly persistence: { readonly states: Readonly<Record<Persistence, string>> };
    };
  };
  readonly events: {
    readonly hint: string;
    readonly current: string;
    readonly running: string;
    readonly closed: string;
    readonly today: (count: string) => string;
    readonly total: (count: string) => string;
    readonly use: string;
    readonly begin: string;
    readonly end: string;
    readonly runningHint: string;
    readonly renew: string;
    readonly renewed: string;
    readonly notRenewed: string;
    readonly none: string;
  };
  readonly settings: {
    readonly hint: string;
    readonly idle: string;
    readonly idleHint: (seconds: string) => string;
    readonly order: string;
    readonly orders: Readonly<Record<'asked' | 'worst-first' | 'best-first', string>>;
    readonly languages: string;
    readonly languageChoices: Readonly<Record<'both' | 'id' | 'en', string>>;
    readonly sound: string;
    readonly hours: string;
    readonly hoursOn: string;
    readonly from: string;
    readonly to: string;
    readonly save: string;
    readonly saved: string;
    readonly bad: (least: string, most: string) => string;
    readonly badHours: string;
    readonly newPin: string;
  };
  readonly app: {
    readonly version: (version: string) => string;
    readonly update: string;
    readonly upToDate: string;
    readonly waiting: string;
    readonly waitingRunning: string;
    readonly takeNow: string;
    readonly look: string;
    readonly looked: string;
    readonly screen: string;
    readonly fullScreen: string;
    readonly leaveFullScreen: string;
    readonly noFullScreen: string;
    readonly duty: string;
    readonly endHint: string;
    readonly endHeld: (count: string) => string;
    readonly endUnsent: (count: string) => string;
    readonly endWarning: string;
    readonly endConfirm: string;
    readonly endCancel: string;
    readonly end: string;
    readonly begin: string;
    readonly rescue: string;
    readonly rescueHint: string;
    readonly code: string;
  };
}
