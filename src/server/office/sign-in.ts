import { ChangePasswordRequest, SignInRequest } from '#protocol/office.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import { readJson } from '../http/body.ts';
import { Problem } from '../http/problem.ts';
import type { Passwords } from '../security/password.ts';
import { Throttle } from '../security/throttle.ts';
import type { PublicCall, StaffCall } from './route.ts';
import { forgetCookie, openSession, requireSession } from './session.ts';
import { sessionAnswer } from './session-answer.ts';

const EVERYBODY = 'everybody';

/** Signing in: the same answer, after the same work, whether the name or the password is wrong. */
export class SignIn {
  readonly passwords: Passwords;
  /** Per name, known or not: five tries, then 1, 2, 4 … seconds, at most five minutes. */
  readonly #perName: Throttle;
  /** Over all names: a hundred wrong tries an hour, then at most one every few seconds. */
  readonly #overall: Throttle;

  constructor(passwords: Passwords, now: () => number) {
    this.passwords = passwords;
    this.#perName = new Throttle({ free: 5, firstDelay: 1, longestDelay: 300 }, now);
    this.#overall = new Throttle({ free: 100, firstDelay: 1, longestDelay: 5 }, now);
  }

  async answer({ endpoint, request }: PublicCall): Promise<Answer> {
    const { username, password } = await readJson(request, SignInRequest);
    const name = username.trim().toLowerCase();
    const agency = await endpoint.storage.agencies.first();
    const account = agency === null ? null : await endpoint.storage.accounts.byUsername(agency.id, name);
    const right = await this.#isRight(name, password, account?.password ?? null);
    if (!right || agency === null || account === null || account.disabled) {
      throw new Problem('wrong-credentials', 'The name or the password is wrong.');
    }
    this.#succeeded(name);
    const { session, cookie } = await openSession(endpoint, agency, account);
    return sessionAnswer(session, cookie);
  }

  /** Checks the password of somebody who is signed in, as slowly guessed as at the door. Throws a Problem. */
  async confirm(name: string, password: string, hashed: string): Promise<void> {
    if (!(await this.#isRight(name, password, hashed))) {
      throw new Problem('wrong-credentials', 'The present password is wrong.');
    }
    this.#succeeded(name);
  }

  async #isRight(name: string, password: string, hashed: string | null): Promise<boolean> {
    this.#perName.check(name);
    this.#overall.begin(EVERYBODY);
    this.#perName.begin(name);
    return this.passwords.verify(password, hashed);
  }

  #succeeded(name: string): void {
    this.#perName.succeeded(name);
    this.#overall.excuse(EVERYBODY);
  }
}

export async function whoAmI({ session }: StaffCall): Promise<Answer> {
  return sessionAnswer(session, null);
}

/** Ends the session. Without one (expired, or already ended) there is nothing to do, and that is no fault. */
export async function signOut({ endpoint, request }: PublicCall): Promise<Answer> {
  try {
    const { agency, tokenHash } = await requireSession(endpoint, request);
    await endpoint.storage.accounts.closeSession(agency.id, tokenHash);
  } catch (reason) {
    if (!(reason instanceof Problem)) throw reason;
  }
  return jsonAnswer({ marker: PROTOCOL_MARKER }, { 'set-cookie': forgetCookie(endpoint) });
}

export async function changeOwnPassword(call: StaffCall, signIn: SignIn): Promise<Answer> {
  const { endpoint, request, session } = call;
  const { current, next } = await readJson(request, ChangePasswordRequest);
  const { account, agency, tokenHash } = session;
  await signIn.confirm(account.username, current, account.password);
  const password = await signIn.passwords.hash(next);
  const audit = { by: account.id, at: endpoint.now() };
  await endpoint.storage.accounts.change(agency.id, account.id, { password }, audit, tokenHash);
  return sessionAnswer(session, null);
}
