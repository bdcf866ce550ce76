import type { SurveyDatabase } from '#local/survey/database.ts';
import type { KeptState } from '#local/survey/keeping.ts';
import type { KioskSettings } from '#local/survey/kiosk-settings.ts';
import type { QueueState, ResponseState } from '#local/survey/queue.ts';
import type { KioskStanding } from '#local/survey/senders.ts';
import type { SpaceProof } from '#local/survey/space-proof.ts';
import type { PinState, PinTry } from '#local/survey/staff-pin.ts';
import type { HandoverDesk } from '../handover/desk.ts';
import type { SecondCopyState } from '../second-copy.ts';

/** What this tablet keeps, at one moment. */
export interface CornerFigures {
  readonly queue: QueueState;
  readonly kept: KeptState;
  /** Responses taken on this tablet, by activity. */
  readonly taken: ReadonlyMap<string, { readonly total: number; readonly today: number }>;
  /** Forms that somebody began on this tablet and left unfinished. */
  readonly abandoned: number;
  /** Last answer of the endpoint to the present identity; `null`: none yet. `at`: ISO 8601 UTC, device clock. */
  readonly contact: { readonly at: string; readonly clockOffsetMs: number } | null;
  readonly standing: KioskStanding;
  readonly secondCopy: SecondCopyState;
}

/** What the corner's desk is made of: the store of this page, and what the engine does with it. */
export interface StoreParts {
  readonly db: SurveyDatabase;
  readonly appVersion: string;
  readonly secondCopy: () => SecondCopyState;
  readonly sendNow: () => void;
  readonly renew: () => Promise<boolean>;
}

/** Everything that the staff corner asks of this tablet's store; the screens know only this contract. */
export interface StaffDesk {
  readonly handover: HandoverDesk;
  pin(): Promise<PinState>;
  setPin(pin: string): Promise<void>;
  tryPin(pin: string): Promise<PinTry>;
  figures(): Promise<CornerFigures>;
  /** The newest responses of the kiosk, newest first. */
  records(limit: number): Promise<readonly ResponseState[]>;
  change(changes: Partial<KioskSettings>): Promise<KioskSettings>;
  proveSpace(): Promise<SpaceProof>;
  /** Tries to deliver now, also what was set aside for later. */
  sendNow(): void;
  /** Asks the office for this tablet's events as they are now; `false`: it could not be reached. */
  renew(): Promise<boolean>;
}
