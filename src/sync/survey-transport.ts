import { EnrolAnswer, LinkAnswer, PushAnswer } from '#protocol/survey.ts';
import type { EnrolRequest, PushRequest } from '#protocol/survey.ts';
import { PROTOCOL_VERSION } from '#protocol/version.ts';
import { ask, judge } from './ask.ts';
import type { Wire } from './ask.ts';

/** Everything a phone needs for one activity. Throws a TransportProblem. */
export function fetchLink(token: string, wire: Wire = {}): Promise<LinkAnswer> {
  const question = { path: 'link', authorization: `Link ${token}`, credentials: 'omit' } as const;
  return ask(wire, question, LinkAnswer);
}

/** The same from an answer that the page fetched before any program was loaded. Throws a TransportProblem. */
export function readLinkAnswer(status: number, text: string): LinkAnswer {
  return judge(status, text, LinkAnswer);
}

/** Everything a kiosk needs; binds its identity to the activities of the enrolment. Throws a TransportProblem. */
export function enrolKiosk(
  token: string,
  device: string,
  appVersion: string,
  wire: Wire = {},
): Promise<EnrolAnswer> {
  const body: EnrolRequest = { protocol: PROTOCOL_VERSION, device, appVersion };
  const authorization = `Kiosk ${token}`;
  return ask(wire, { path: 'enrol', method: 'POST', authorization, body, credentials: 'omit' }, EnrolAnswer);
}

/** Who sends a batch: the authorisation of a link or of an enrolment. */
export interface Authorisation {
  readonly mode: 'link' | 'kiosk';
  readonly token: string;
}

/** Delivers one batch. Throws a TransportProblem. */
export function push(
  { mode, token }: Authorisation,
  body: PushRequest,
  signal: AbortSignal,
  wire: Wire = {},
): Promise<PushAnswer> {
  const authorization = `${mode === 'kiosk' ? 'Kiosk' : 'Link'} ${token}`;
  return ask(
    wire,
    { path: 'push', method: 'POST', authorization, body, signal, credentials: 'omit' },
    PushAnswer,
  );
}
