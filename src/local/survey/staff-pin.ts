/**
 * The PIN of the staff corner. It never leaves this browser and is kept only as a slow hash; each wrong try makes the
 * next one wait longer, also after a reload.
 */
import type { SurveyDatabase } from './database.ts';

export const PIN_LENGTH = 6;
/** OWASP's count for PBKDF2 with SHA-256; about a second on a slow tablet. */
const ITERATIONS = 600_000;
const SALT_BYTES = 16;
/** Seconds to wait after the first, second … wrong try; afterwards always the last. */
const WAITS_S = [0, 0, 5, 15, 60, 5 * 60, 15 * 60, 60 * 60];

const UNTRIED = { wrongTries: 0, lastTryAt: 0, lastTick: null };

interface PinRecord {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly hash: Uint8Array<ArrayBuffer>;
  readonly iterations: number;
  readonly wrongTries: number;
  /** Milliseconds since 1970, device clock. */
  readonly lastTryAt: number;
  readonly lastTick: Tick | null;
}

/** A moment that no change of the clock moves: monotonic milliseconds since a page was opened. */
export interface Tick {
  readonly page: string;
  readonly ms: number;
}

const THIS_PAGE = crypto.randomUUID();

function thisTick(): Tick {
  return { page: THIS_PAGE, ms: performance.now() };
}

/** `waitMs`: so long no try is taken. */
export type PinState = { readonly kind: 'unset' } | { readonly kind: 'set'; readonly waitMs: number };
export type PinTry =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly waitMs: number }
  /** Nothing was compared. */
  | { readonly kind: 'too-early'; readonly waitMs: number };

export function isPin(text: string): boolean {
  return new RegExp(`^\\d{${PIN_LENGTH}}$`).test(text);
}

/** `now`: milliseconds since 1970, device clock. */
export async function pinState(db: SurveyDatabase, now: number, tick = thisTick()): Promise<PinState> {
  const record = await read(db);
  return record === null ? { kind: 'unset' } : { kind: 'set', waitMs: waitOf(record, now, tick) };
}

/** Sets the first PIN, or another one. Throws a RangeError for anything but six digits. */
export async function setPin(db: SurveyDatabase, pin: string): Promise<void> {
  if (!isPin(pin)) throw new RangeError(`A PIN has ${PIN_LENGTH} digits.`);
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const hash = await slowHash(pin, salt, ITERATIONS);
  await write(db, { salt, hash, iterations: ITERATIONS, ...UNTRIED });
}

/**
 * Whether this is the PIN. A try is on the disk as a wrong one before it is compared: whoever ends the browser in between
 * has not saved one.
 */
export async function tryPin(
  db: SurveyDatabase,
  pin: string,
  now: number,
  tick = thisTick(),
): Promise<PinTry> {
  const begun = await db.write(['meta'], async ({ meta }) => {
    const record = (await meta.get('staff-pin'))?.value as PinRecord | undefined;
    if (!record) return null;
    const waitMs = waitOf(record, now, tick);
    if (waitMs > 0) return { record, waitMs };
    const counted = { ...record, wrongTries: record.wrongTries + 1, lastTryAt: now, lastTick: tick };
    await meta.put({ key: 'staff-pin', value: counted });
    return { record: counted, waitMs };
  });
  if (begun === null) throw new RangeError('No PIN was set on this device.');
  const { record, waitMs } = begun;
  if (waitMs > 0) return { kind: 'too-early', waitMs };
  const found = await slowHash(pin, record.salt, record.iterations);
  if (!isSame(found, record.hash)) return { kind: 'wrong', waitMs: waitOf(record, now, tick) };
  await write(db, { ...record, ...UNTRIED });
  return { kind: 'right' };
}

/**
 * What is left of the wait by the clock and by what this page has been open since, whichever is longer: so a clock that
 * is set forward saves nothing, one that is set back costs nothing more, and a reload begins the wait anew.
 */
function waitOf({ wrongTries, lastTryAt, lastTick }: PinRecord, now: number, tick: Tick): number {
  if (wrongTries === 0) return 0;
  const whole = 1000 * (WAITS_S[Math.min(wrongTries, WAITS_S.length) - 1] ?? 0);
  const byClock = now < lastTryAt ? 0 : whole - (now - lastTryAt);
  const inPage = lastTick?.page === tick.page ? tick.ms - lastTick.ms : tick.ms;
  return Math.max(0, byClock, whole - inPage);
}

function read(db: SurveyDatabase): Promise<PinRecord | null> {
  return db.read(
    ['meta'],
    async ({ meta }) => ((await meta.get('staff-pin'))?.value as PinRecord | undefined) ?? null,
  );
}

async function write(db: SurveyDatabase, value: PinRecord): Promise<void> {
  await db.write(['meta'], ({ meta }) => meta.put({ key: 'staff-pin', value }));
}

async function slowHash(
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    key,
    256,
  );
  return new Uint8Array(bits);
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}
