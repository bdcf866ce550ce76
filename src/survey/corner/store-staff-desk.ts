import { jakartaDate } from '#domain/calendar.ts';
import { changeSettings } from '#local/survey/change-settings.ts';
import { KIOSK_CONTEXT } from '#local/survey/contexts.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { keptState } from '#local/survey/keeping.ts';
import { queueState, responsesOfContext } from '#local/survey/queue.ts';
import { kioskStanding } from '#local/survey/senders.ts';
import { proveSpace } from '#local/survey/space-proof.ts';
import { pinState, setPin, tryPin } from '#local/survey/staff-pin.ts';
import { sumOfTaken } from '#local/survey/taken.ts';
import { handoverDesk } from '../handover/store-desk.ts';
import type { SecondCopyState } from '../second-copy.ts';
import type { CornerFigures, StaffDesk, StoreParts } from './desk.ts';

/** The staff corner's desk over this tablet's own database. */
export function staffDesk({ db, appVersion, secondCopy, sendNow, renew }: StoreParts): StaffDesk {
  return {
    handover: handoverDesk(db, () => ({ appVersion, journal: secondCopy().journal })),
    pin: () => pinState(db, Date.now()),
    setPin: (pin) => setPin(db, pin),
    tryPin: (pin) => tryPin(db, pin, Date.now()),
    figures: () => figures(db, secondCopy()),
    records: (limit) => responsesOfContext(db, KIOSK_CONTEXT, limit),
    change: (changes) => changeSettings(db, changes),
    proveSpace: () => proveSpace(db),
    sendNow,
    renew,
  };
}

async function figures(db: SurveyDatabase, secondCopy: SecondCopyState): Promise<CornerFigures> {
  const [queue, kept, ledgers, standing] = await Promise.all([
    queueState(db),
    keptState(db),
    db.read(['ledgers'], (tables) => tables.ledgers.list()),
    kioskStanding(db),
  ]);
  const kiosks = ledgers.filter(({ contextId }) => !contextId.startsWith('link:'));
  const taken = sumOfTaken(
    kiosks.map((ledger) => ledger.taken ?? {}),
    jakartaDate(new Date().toISOString()),
  );
  const abandoned = kiosks.reduce((sum, { counters }) => sum + counters.abandoned, 0);
  const contacts = kiosks.map(({ contact }) => contact).filter((contact) => contact !== null);
  const contact = contacts.sort((a, b) => a.at.localeCompare(b.at)).at(-1) ?? null;
  return { queue, kept, taken, abandoned, contact, standing, secondCopy };
}
