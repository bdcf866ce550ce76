import type { SessionAnswer } from '#protocol/office.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { instant } from '../endpoint.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import type { Session } from './session.ts';

/** Who is signed in, with the cookie when it is new. */
export function sessionAnswer(session: Session, cookie: string | null): Answer {
  const { id, username, name, role } = session.account;
  const body: SessionAnswer = {
    marker: PROTOCOL_MARKER,
    agency: session.agency.id,
    account: { id, username, name, role },
    expiresAt: instant(session.expiresAt),
  };
  return jsonAnswer(body, cookie === null ? {} : { 'set-cookie': cookie });
}
