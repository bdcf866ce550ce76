import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { openOfficeDatabase, wipeOfficeDatabase } from '#local/office/database.ts';
import { claimOfficeDatabase } from '#local/office/owner.ts';
import { StoreDeleted, StoreFull, StoreTooNew, StoreUnavailable } from '#local/store-problem.ts';
import type { SessionAnswer, SetupRequest, SignInRequest } from '#protocol/office.ts';
import { may as roleMay } from '#protocol/role.ts';
import type { Permission } from '#protocol/role.ts';
import { TransportProblem } from '#sync/transport-problem.ts';
import { database, setDatabase } from './database.ts';
import * as endpoint from './endpoint/session-calls.ts';
import { forget, recall, remember } from './remembered-session.ts';
import type { Remembered } from './remembered-session.ts';
import { useSynchronisation } from './synchronisation.ts';

/**
 * `starting` until it is known who works here; `setup` while the endpoint has no account; `entrance` at the sign-in
 * page; `open` while a local copy is open, with or without network.
 */
export type Phase = 'starting' | 'setup' | 'entrance' | 'open';

/** `outdated`: a newer version of the app, or a sign-out in another tab, took the local copy over. */
export type Failure = 'outdated' | 'store';

/** Who is signed in, what the person may do, and the way in and out. */
export const useSession = defineStore('session', () => {
  const synchronisation = useSynchronisation();
  const phase = shallowRef<Phase>('starting');
  const person = shallowRef<Remembered | null>(null);
  const demo = shallowRef(false);
  /** The endpoint cannot be reached from the entrance, so signing in is impossible right now. */
  const unreachable = shallowRef(false);
  /** Why the local copy cannot be used; `null` while it can. */
  const failure = shallowRef<Failure | null>(null);
  const role = computed(() => person.value?.account.role ?? null);

  function may(permission: Permission): boolean {
    return role.value !== null && roleMay(role.value, permission);
  }

  /** Opens the local copy of the person who works on this device, or finds out which entrance to show. */
  async function start(): Promise<void> {
    try {
      await enterOrOpen();
    } catch (problem) {
      failure.value = failureOf(problem);
    }
  }

  async function enterOrOpen(): Promise<void> {
    const remembered = recall();
    if (remembered === null) return enterByStatus();
    if (remembered.signedOutPending) {
      await wipeOfficeDatabase(remembered.agency);
      await tellSignedOut();
      return enterByStatus();
    }
    await open(remembered, false);
    await refresh();
  }

  async function enterByStatus(): Promise<void> {
    try {
      const status = await endpoint.fetchStatus();
      demo.value = status.demo;
      unreachable.value = false;
      phase.value = status.setUp ? 'entrance' : 'setup';
    } catch (problem) {
      if (!(problem instanceof TransportProblem)) throw problem;
      unreachable.value = true;
      phase.value = 'entrance';
    }
  }

  async function setUp(request: SetupRequest): Promise<void> {
    await enter(await endpoint.setUp(request), false);
  }

  /**
   * Signs in and opens the local copy. Throws UnsentWorkOfOther when this device holds changes that another account
   * never sent, unless they may be discarded.
   */
  async function signIn(request: SignInRequest, discard = false): Promise<void> {
    await enter(await endpoint.signIn(request), discard);
  }

  /** Takes a sign-in back whose local copy was not opened. */
  async function abandonSignIn(): Promise<void> {
    database.value?.close();
    setDatabase(null);
    await tellSignedOut();
  }

  async function enter(answer: SessionAnswer, discard: boolean): Promise<void> {
    const { demo: example } = await endpoint.fetchStatus();
    const { agency, account } = answer;
    await open({ agency, account, demo: example, signedOutPending: false }, discard);
  }

  async function open(remembered: Remembered, discard: boolean): Promise<void> {
    const db = database.value ?? (await openOfficeDatabase(remembered.agency));
    if (database.value === null) db.onEnd(() => (failure.value = 'outdated'));
    setDatabase(db);
    const { id, role: held } = remembered.account;
    await claimOfficeDatabase(db, { account: id, role: held }, { discard });
    remember(remembered);
    person.value = remembered;
    demo.value = remembered.demo;
    synchronisation.begin();
    phase.value = 'open';
  }

  /** Takes over name and role when they changed on the endpoint; without network what is known stays. */
  async function refresh(): Promise<void> {
    const known = person.value;
    if (known === null) return;
    try {
      const { agency, account } = await endpoint.fetchSession();
      if (agency === known.agency && account.id === known.account.id)
        await open({ ...known, account }, false);
    } catch (problem) {
      if (!(problem instanceof TransportProblem)) throw problem;
    }
  }

  /** Signs in again after the session ended, as the same person only: unsent edits belong to that person. */
  async function resume(password: string): Promise<void> {
    if (person.value === null) return;
    await endpoint.signIn({ username: person.value.account.username, password });
    synchronisation.kick('start');
    await refresh();
  }

  /**
   * Wipes the local copy, with or without network, then loads the page anew so that nothing stays in memory. Without
   * network the endpoint is told at the next start, before anything else.
   */
  async function signOut(): Promise<void> {
    const leaving = person.value;
    if (leaving === null) return;
    remember({ ...leaving, signedOutPending: true });
    await synchronisation.end();
    database.value?.close();
    await wipeOfficeDatabase(leaving.agency);
    await tellSignedOut();
    location.hash = '';
    location.reload();
  }

  return {
    failure,
    phase,
    person,
    role,
    demo,
    unreachable,
    may,
    start,
    setUp,
    signIn,
    abandonSignIn,
    resume,
    signOut,
  };
});

function failureOf(problem: unknown): Failure {
  if (problem instanceof StoreTooNew || problem instanceof StoreDeleted) return 'outdated';
  if (problem instanceof StoreUnavailable || problem instanceof StoreFull) return 'store';
  throw problem;
}

/** Ends the session on the endpoint; one that cannot be reached is told at the next start. */
async function tellSignedOut(): Promise<void> {
  try {
    await endpoint.endSession();
    forget();
  } catch (problem) {
    if (!(problem instanceof TransportProblem)) throw problem;
  }
}
