import { linkAuthorization } from '#protocol/link-authorization.ts';
import { LinkAnswer, PushAnswer } from '#protocol/survey.ts';
import type { PushRequest } from '#protocol/survey.ts';
import { ask, judge } from './ask.ts';
import type { Wire } from './ask.ts';

/** Everything a phone needs for one activity. Throws a TransportProblem. */
export function fetchLink(token: string, wire: Wire = {}): Promise<LinkAnswer> {
  const question = { path: 'link', authorization: linkAuthorization(token), credentials: 'omit' } as const;
  return ask(wire, question, LinkAnswer);
}

/** The same from an answer that the page fetched before any program was loaded. Throws a TransportProblem. */
export function readLinkAnswer(status: number, text: string): LinkAnswer {
  return judge(status, text, LinkAnswer);
}

/** Delivers one batch of a phone. Throws a TransportProblem. */
export function push(
  token: string,
  body: PushRequest,
  signal: AbortSignal,
  wire: Wire = {},
): Promise<PushAnswer> {
  const authorization = linkAuthorization(token);
  return ask(
    wire,
    { path: 'push', method: 'POST', authorization, body, signal, credentials: 'omit' },
    PushAnswer,
  );
}
