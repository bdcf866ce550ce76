import { randomUUIDv7 } from 'node:crypto';
import { SetupRequest } from '#protocol/office.ts';
import type { StatusAnswer } from '#protocol/office.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { instant } from '../endpoint.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import { readJson } from '../http/body.ts';
import { Problem } from '../http/problem.ts';
import type { Passwords } from '../security/password.ts';
import type { SetupCode } from '../security/setup-code.ts';
import { foundAgency } from '../storage/founding.ts';
import type { PublicCall } from './route.ts';
import { openSession } from './session.ts';
import { sessionAnswer } from './session-answer.ts';

/** What a set-up needs; `code` is `null` when the office was set up before the program started. */
export interface SetupDesk {
  readonly code: SetupCode | null;
  readonly passwords: Passwords;
}

export async function status({ endpoint }: PublicCall): Promise<Answer> {
  const answer: StatusAnswer = {
    marker: PROTOCOL_MARKER,
    serverTime: instant(endpoint.now()),
    setUp: (await endpoint.storage.agencies.first()) !== null,
    demo: endpoint.demo,
    surveyOrigin: endpoint.surveyOrigin,
    appVersion: endpoint.appVersion,
  };
  return jsonAnswer(answer);
}

/** Creates the agency, its questionnaire and the first account, and signs that person in. Works once. */
export async function setup({ endpoint, request }: PublicCall, desk: SetupDesk): Promise<Answer> {
  const { code, agency, account } = await readJson(request, SetupRequest);
  const done = new Problem('already-set-up', 'This office is set up already: sign in.');
  if (desk.code === null || (await endpoint.storage.agencies.first()) !== null) throw done;
  desk.code.check(code);
  const password = await desk.passwords.hash(account.password);
  const at = endpoint.now();
  const { username, name } = account;
  const admin = { id: randomUUIDv7(), username, name, role: 'admin' as const, disabled: false, password };
  const founded = await foundAgency(endpoint.storage, agency, admin, at);
  if (founded === null) throw done;
  endpoint.log.info('set-up');
  const { session, cookie } = await openSession(endpoint, founded, admin);
  return sessionAnswer(session, cookie);
}
