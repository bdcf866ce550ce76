/** The list before an event: what is right, and what to do about what is not. */
import type { KioskSettings } from '#local/survey/kiosk-settings.ts';
import type { SpaceProof } from '#local/survey/space-proof.ts';
import type { PublicActivity } from '#protocol/survey.ts';
import type { BrowserFacts } from './browser-facts.ts';
import type { CornerFigures } from './desk.ts';

export type CheckName =
  | 'enrolment'
  | 'event'
  | 'questionnaire'
  | 'offline'
  | 'persistence'
  | 'space'
  | 'secondCopy'
  | 'queue'
  | 'contact'
  | 'clock'
  | 'battery'
  | 'wakeLock'
  | 'share'
  | 'install';

/** `look`: this browser cannot tell, a person has to look. `absent`: this browser does not have it; what to do instead. */
export type Colour = 'green' | 'red' | 'look' | 'absent';

/** `state` names the sentence that is said; `figure` goes into it. */
export interface Check {
  readonly name: CheckName;
  readonly colour: Colour;
  readonly state: string;
  readonly figure?: number;
}

export interface Facts {
  readonly browser: BrowserFacts;
  readonly figures: CornerFigures;
  readonly space: SpaceProof | 'failed';
  readonly activity: PublicActivity | null;
  readonly settings: KioskSettings;
  readonly awake: boolean;
  /** Milliseconds since 1970, device clock. */
  readonly now: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A clock that is further off puts answers on a wrong side of an event's end. */
const CLOCK_MS = 2 * MINUTE_MS;
const OLD_MS = 24 * HOUR_MS;
const LOW_BATTERY = 0.4;
/** A disk that needs longer for 8 MB makes people wait for their thank-you. */
const SLOW_MS = 4_000;

export function checksOf(facts: Facts): Check[] {
  return [
    ...[enrolment(facts), event(facts), questionnaire(facts), offline(facts), persistence(facts)],
    ...[space(facts), secondCopy(facts), queue(facts), contact(facts), clock(facts)],
    ...[battery(facts), wakeLock(facts), share(facts), install(facts)],
  ];
}

function enrolment({ figures: { standing } }: Facts): Check {
  const isGood = standing === 'enrolled';
  return { name: 'enrolment', colour: isGood ? 'green' : 'red', state: standing };
}

function event({ activity, settings, now }: Facts): Check {
  const name = 'event';
  if (settings.offDuty) return { name, colour: 'red', state: 'off-duty' };
  if (activity === null) return { name, colour: 'red', state: 'none' };
  const isOver = activity.closesAt !== null && Date.parse(activity.closesAt) <= now;
  if (!activity.open || isOver) return { name, colour: 'red', state: 'closed' };
  return { name, colour: 'green', state: 'open' };
}

function questionnaire({ activity }: Facts): Check {
  const name = 'questionnaire';
  if (activity === null) return { name, colour: 'red', state: 'none' };
  return { name, colour: 'green', state: 'known', figure: activity.questionnaire.version };
}

function offline({ browser: { missingFiles } }: Facts): Check {
  const name = 'offline';
  if (missingFiles === null) return { name, colour: 'red', state: 'no-worker' };
  if (missingFiles > 0) return { name, colour: 'red', state: 'incomplete', figure: missingFiles };
  return { name, colour: 'green', state: 'complete' };
}

function persistence({ browser: { abilities } }: Facts): Check {
  const { persistence: state } = abilities;
  const colour = state === 'granted' ? 'green' : state === 'missing' ? 'absent' : 'red';
  return { name: 'persistence', colour, state };
}

function space({ space: proof }: Facts): Check {
  const name = 'space';
  if (proof === 'failed' || proof.kind === 'altered') return { name, colour: 'red', state: 'failed' };
  if (proof.kind === 'full') return { name, colour: 'red', state: 'full' };
  const isSlow = proof.ms > SLOW_MS;
  return { name, colour: isSlow ? 'red' : 'green', state: isSlow ? 'slow' : 'room', figure: proof.ms };
}

function secondCopy({ figures: { secondCopy: copy } }: Facts): Check {
  const name = 'secondCopy';
  if (copy.compared === 'failed') return { name, colour: 'red', state: 'failed' };
  // Whether this browser can keep a journal is known only after that.
  if (copy.compared === 'not-yet') return { name, colour: 'look', state: 'comparing' };
  if (copy.journal === 'none') return { name, colour: 'absent', state: 'none' };
  if (copy.broughtBack > 0) return { name, colour: 'green', state: 'broughtBack', figure: copy.broughtBack };
  return { name, colour: 'green', state: 'good' };
}

function queue({ figures, now }: Facts): Check {
  const name = 'queue';
  const { onDevice, sent, oldestUnsentAt } = figures.queue;
  const figure = onDevice + sent;
  if (figure === 0) return { name, colour: 'green', state: 'empty' };
  const isOld = oldestUnsentAt !== null && now - Date.parse(oldestUnsentAt) > OLD_MS;
  return { name, colour: isOld ? 'red' : 'green', state: isOld ? 'old' : 'waiting', figure };
}

function contact({ figures, now }: Facts): Check {
  const name = 'contact';
  if (figures.contact === null) return { name, colour: 'red', state: 'never' };
  const isOld = now - Date.parse(figures.contact.at) > OLD_MS;
  return { name, colour: isOld ? 'red' : 'green', state: isOld ? 'old' : 'fresh' };
}

function clock({ figures }: Facts): Check {
  const name = 'clock';
  if (figures.contact === null) return { name, colour: 'look', state: 'unknown' };
  const off = figures.contact.clockOffsetMs;
  const figure = Math.round(Math.abs(off) / MINUTE_MS);
  if (Math.abs(off) <= CLOCK_MS) return { name, colour: 'green', state: 'right' };
  return { name, colour: 'red', state: off > 0 ? 'late' : 'early', figure };
}

function battery({ browser }: Facts): Check {
  const name = 'battery';
  if (browser.battery === null) return { name, colour: 'look', state: 'unknown' };
  const { level, charging } = browser.battery;
  const figure = Math.round(level * 100);
  if (charging) return { name, colour: 'green', state: 'charging', figure };
  const isLow = level < LOW_BATTERY;
  return { name, colour: isLow ? 'red' : 'green', state: isLow ? 'low' : 'enough', figure };
}

function wakeLock({ browser, awake }: Facts): Check {
  const name = 'wakeLock';
  if (awake) return { name, colour: 'green', state: 'held' };
  if (!browser.abilities.wakeLock) return { name, colour: 'absent', state: 'missing' };
  return { name, colour: 'red', state: 'refused' };
}

function share({ browser: { abilities } }: Facts): Check {
  const colour = abilities.share ? 'green' : 'absent';
  return { name: 'share', colour, state: abilities.share ? 'can' : 'cannot' };
}

function install({ browser: { abilities } }: Facts): Check {
  const name = 'install';
  if (abilities.install === 'installed') return { name, colour: 'green', state: 'installed' };
  return abilities.install === 'by-hand'
    ? { name, colour: 'red', state: 'by-hand' }
    : { name, colour: 'look', state: 'not-installed' };
}
