import type { Tablet } from './tablet.ts';
import type { Trial } from './trial.ts';

export const GROUPS = ['device', 'versions', 'network', 'model'] as const;
export type Group = (typeof GROUPS)[number];

/** One kind of trouble, and how to make it. */
export interface Fault {
  readonly name: string;
  readonly group: Exclude<Group, 'model'>;
  /** What happens, in one line. */
  readonly about: string;
  /** Trials of a full run, and of the slice in `npm test`; 0: not in the slice. */
  readonly trials: { readonly full: number; readonly slice: number };
  /** `control`: a rig that is set up to lose; when nothing is lost, the rig is broken. */
  readonly kind?: 'control';
  /** Why this machine cannot do it; `null` when it can. */
  readonly obstacle?: () => Promise<string | null>;
  /** Makes the trouble; returns the tablets whose responses must all arrive in the end. Throws when the app misbehaves. */
  run(trial: Trial): Promise<readonly Tablet[]>;
}
