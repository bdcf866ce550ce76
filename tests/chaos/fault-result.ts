import type { Group } from './fault.ts';

/** What all trials of one fault came to. */
export interface FaultResult {
  readonly fault: { readonly name: string; readonly group: Group; readonly kind?: 'control' };
  readonly trials: number;
  readonly acknowledged: number;
  readonly onScreens: number;
  readonly lost: number;
  readonly doubled: number;
  readonly unexpected: number;
  readonly recovered: number;
  readonly aside: number;
  readonly waiting: number;
  readonly seconds: number;
  /** Why it was not run; `null` when it was. */
  readonly notRun: string | null;
  /** Each with the line that runs it again. */
  readonly failures: readonly string[];
}

export const NOTHING = {
  acknowledged: 0,
  onScreens: 0,
  lost: 0,
  doubled: 0,
  unexpected: 0,
  recovered: 0,
  aside: 0,
  waiting: 0,
};
