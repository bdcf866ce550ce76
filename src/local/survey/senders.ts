import { KIOSK_CONTEXT } from './contexts.ts';
import type { SurveyDatabase, Tables } from './database.ts';
import { currentLedger, numbersOf } from './ledger.ts';
import { dueOf, DUE } from './outbox.ts';
import type { ContextRow, IdentityRow, LedgerRow } from './rows.ts';

/** What the responses of one device identity are delivered with. */
export type Sender =
  | { readonly mode: 'link'; readonly contextId: string; readonly token: string }
  | {
      readonly mode: 'kiosk';
      readonly contextId: string;
      /** Signs the requests: the device itself, or, when its key is gone, the identity that this tablet has now. */
      readonly identity: IdentityRow;
    }
  /** A kiosk that no endpoint knows: staff must enrol it first. */
  | { readonly mode: 'stranger'; readonly contextId: string };

/** A device identity that has something to say to the endpoint. */
export interface Speaker {
  readonly device: string;
  readonly contextId: string;
}

/** The authorisation of a device identity as it is now; `null`: nothing is known of the device. */
export function senderOf(db: SurveyDatabase, device: string): Promise<Sender | null> {
  return db.read(['ledgers', 'contexts', 'identities'], async (tables) => {
    const ledger = await tables.ledgers.get(device);
    const context = ledger && (await tables.contexts.get(ledger.contextId));
    if (!ledger || !context) return null;
    const contextId = context.id;
    if (context.mode === 'link') return { mode: 'link', contextId, token: context.token };
    const identity = await signerFor(tables, ledger, context);
    return identity ? { mode: 'kiosk', contextId, identity } : { mode: 'stranger', contextId };
  });
}

async function signerFor(
  tables: Tables<'ledgers' | 'identities'>,
  { device, current }: LedgerRow,
  { agency }: ContextRow,
): Promise<IdentityRow | undefined> {
  const own = await tables.identities.get(device);
  if (own?.enrolment && (current === 1 || own.refused !== 'device-unknown')) return own;
  const now = await currentLedger(tables, KIOSK_CONTEXT);
  const other = now && now.device !== device ? await tables.identities.get(now.device) : undefined;
  return other?.enrolment?.agency === agency.id ? other : undefined;
}

/** Identities that still have something to deliver, each independent of the others. */
export function devicesWithUnsent(db: SurveyDatabase): Promise<Speaker[]> {
  return db.read(['ledgers', 'outbox'], async (tables) => {
    const found: Speaker[] = [];
    for (const { device, contextId } of await tables.ledgers.list()) {
      if (await hasUnsent(tables, device)) found.push({ device, contextId });
    }
    return found;
  });
}

/**
 * These, and kiosks that only want to hear how things stand: the one in use, and former ones whose responses are kept
 * until they are safe.
 */
export function speakers(db: SurveyDatabase): Promise<Speaker[]> {
  return db.read(['ledgers', 'outbox', 'responses', 'identities'], async (tables) => {
    const found: Speaker[] = [];
    for (const { device, contextId, current } of await tables.ledgers.list()) {
      const isEnrolled = Boolean((await tables.identities.get(device))?.enrolment);
      const speaks =
        (await hasUnsent(tables, device)) ||
        (isEnrolled && (current === 1 || (await keepsSome(tables, device))));
      if (speaks) found.push({ device, contextId });
    }
    return found;
  });
}

async function hasUnsent({ outbox }: Tables<'outbox'>, device: string): Promise<boolean> {
  return (await outbox.by(DUE).get(dueOf(device))) !== undefined;
}

async function keepsSome({ responses }: Tables<'responses'>, device: string): Promise<boolean> {
  return (await responses.by('[device+sequence]').get(numbersOf(device))) !== undefined;
}

/** The last time the endpoint answered a delivery of any identity, ISO 8601 UTC, device clock; `null`: never yet. */
export function lastContactAt(db: SurveyDatabase): Promise<string | null> {
  return db.read(['ledgers'], async ({ ledgers }) => {
    const times = (await ledgers.list()).map(({ contact }) => contact?.at).filter((at) => at !== undefined);
    return times.sort().at(-1) ?? null;
  });
}

/**
 * `none`: this browser is no kiosk. `code-needed`: it is one, but no endpoint knows it (any more): it goes on taking
 * responses, and staff enrol it again. `revoked`: the office has withdrawn it.
 */
export type KioskStanding = 'none' | 'enrolled' | 'code-needed' | 'revoked';

export function kioskStanding(db: SurveyDatabase): Promise<KioskStanding> {
  return db.read(['contexts', 'ledgers', 'identities'], async (tables) => {
    if (!(await tables.contexts.get(KIOSK_CONTEXT))) return 'none';
    const ledger = await currentLedger(tables, KIOSK_CONTEXT);
    const identity = ledger && (await tables.identities.get(ledger.device));
    if (identity?.refused === 'device-revoked') return 'revoked';
    return identity?.enrolment && identity.refused === null ? 'enrolled' : 'code-needed';
  });
}
