import { Problem } from '../http/problem.ts';
import { freshSecret, secretHash } from '../security/secret.ts';
import type { Endpoint } from '../endpoint.ts';
import type { AccountRecord } from '../storage/account-store.ts';
import type { AgencyRecord } from '../storage/storage.ts';

const HOUR = 60 * 60 * 1000;
/** A working day with its evening events; then the password again. */
const IDLE = 12 * HOUR;
/** A working week, however busy. */
const LONGEST = 7 * 24 * HOUR;
/** A session in use is noted at most this often. */
const NOTED_EVERY = 5 * 60 * 1000;

/** Somebody signed in. */
export interface Session {
  readonly agency: AgencyRecord;
  readonly account: AccountRecord;
  readonly tokenHash: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Opens a session; returns it with the cookie that holds its secret. */
export async function openSession(
  endpoint: Endpoint,
  agency: AgencyRecord,
  account: AccountRecord,
): Promise<{ session: Session; cookie: string }> {
  const at = endpoint.now();
  const secret = freshSecret();
  const tokenHash = secretHash(secret);
  await endpoint.storage.accounts.forgetSessions(agency.id, { opened: at - LONGEST, seen: at - IDLE });
  await endpoint.storage.accounts.openSession(agency.id, { tokenHash, account: account.id, at });
  const session = { agency, account, tokenHash, expiresAt: at + IDLE };
  return { session, cookie: cookie(endpoint, `${agency.number}.${secret}`, LONGEST / 1000) };
}

/** The session of a request. Throws `not-signed-in`. */
export async function requireSession(endpoint: Endpoint, request: Request): Promise<Session> {
  const refusal = new Problem('not-signed-in', 'Sign in first.');
  const match = /^(\d{1,10})\.([\w-]{43})$/.exec(cookieOf(endpoint, request) ?? '');
  if (match === null) throw refusal;
  const agency = await endpoint.storage.agencies.byNumber(Number(match[1]));
  if (agency === null) throw refusal;
  const tokenHash = secretHash(match[2] ?? '');
  const found = await endpoint.storage.accounts.findSession(agency.id, tokenHash);
  const now = endpoint.now();
  if (found === null || found.account.disabled) throw refusal;
  if (now > Math.min(found.seenAt + IDLE, found.openedAt + LONGEST)) throw refusal;
  if (now - found.seenAt > NOTED_EVERY)
    await endpoint.storage.accounts.touchSession(agency.id, tokenHash, now);
  const expiresAt = Math.min(now + IDLE, found.openedAt + LONGEST);
  return { agency, account: found.account, tokenHash, expiresAt };
}

/** The header that makes the browser forget its session. */
export function forgetCookie(endpoint: Endpoint): string {
  return cookie(endpoint, '', 0);
}

/** Over https the `__Host-` prefix makes browsers insist on Secure, this host and the whole site. */
function cookieName(endpoint: Endpoint): string {
  return isHttps(endpoint) ? '__Host-skm' : 'skm';
}

function cookie(endpoint: Endpoint, value: string, maxAge: number): string {
  const secure = isHttps(endpoint) ? '; Secure' : '';
  return `${cookieName(endpoint)}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAge}${secure}`;
}

function cookieOf(endpoint: Endpoint, request: Request): string | null {
  const name = `${cookieName(endpoint)}=`;
  const all = (request.headers.get('cookie') ?? '').split(';').map((part) => part.trim());
  return all.find((part) => part.startsWith(name))?.slice(name.length) ?? null;
}

function isHttps(endpoint: Endpoint): boolean {
  return endpoint.adminOrigin.startsWith('https:');
}
