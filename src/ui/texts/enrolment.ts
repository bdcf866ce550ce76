/**
 * Why a tablet did not become a kiosk. `incomplete`: what was typed is no code; `offline`: nobody answered; `foreign`:
 * somebody else did, such as the sign-in page of a Wi-Fi.
 */
export type EnrolmentProblem =
  'incomplete' | 'wrong' | 'expired' | 'used' | 'too-many' | 'offline' | 'foreign' | 'busy' | 'outdated';

/** What the screen says on which staff enrol a tablet. */
export interface EnrolmentTexts {
  readonly title: string;
  readonly body: string;
  readonly label: string;
  /** How the code was understood. */
  readonly read: (code: string) => string;
  readonly send: string;
  readonly sending: string;
  readonly back: string;
  /** On a tablet that still has something to send. */
  readonly nothingLost: (count: string) => string;
  readonly problems: Readonly<Record<EnrolmentProblem, string>>;
}
