import 'fake-indexeddb/auto';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { database, setDatabase } from '#admin/database.ts';
import { recall, remember } from '#admin/remembered-session.ts';
import type { Remembered } from '#admin/remembered-session.ts';
import { useSession } from '#admin/session.ts';
import { useSynchronisation } from '#admin/synchronisation.ts';
import { newId } from '#local/identifier.ts';
import { openOfficeDatabase } from '#local/office/database.ts';
import { listDocuments } from '#local/office/documents.ts';
import { edit } from '#local/office/edits.ts';
import { UnsentWorkOfOther } from '#local/office/owner.ts';
import { anActivity } from './activities/samples.ts';
import { ADMIN, AGENCY, EndpointDouble, SESSION } from './endpoint-double.ts';

const REMEMBERED: Remembered = { agency: AGENCY, account: ADMIN, demo: false, signedOutPending: false };
const CREDENTIALS = { username: 'admin', password: 'kata sandi yang panjang' };

let endpoint: EndpointDouble;

beforeEach(() => {
  localStorage.clear();
  setActivePinia(createPinia());
  endpoint = new EndpointDouble().install();
  vi.spyOn(location, 'reload').mockImplementation(() => undefined);
});

afterEach(async () => {
  await useSynchronisation().end();
  database.value?.close();
  setDatabase(null);
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name ?? '');
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function storeActivity(): Promise<void> {
  const id = newId(Date.now());
  await edit(database.value!, { kind: 'activity', id, changes: anActivity({ id }) }, Date.now());
}

describe('opening the office', () => {
  it('leads to the set-up while the endpoint has no account, else to the sign-in', async () => {
    const session = useSession();
    await session.start();
    expect(session.phase).toBe('entrance');
    endpoint.answers['GET status'] = () => ({
      json: {
        ...SESSION,
        setUp: false,
        demo: true,
        surveyOrigin: '',
        appVersion: '1',
        serverTime: SESSION.expiresAt,
      },
    });
    await session.start();
    expect(session.phase).toBe('setup');
    expect(session.demo).toBe(true);
  });

  it('says so when the endpoint cannot be reached at the door', async () => {
    endpoint.disconnect();
    const session = useSession();
    await session.start();
    expect([session.phase, session.unreachable]).toEqual(['entrance', true]);
  });

  it('needs no network once somebody has signed in on this device', async () => {
    remember(REMEMBERED);
    endpoint.disconnect();
    const session = useSession();
    await session.start();
    expect([session.phase, session.failure]).toEqual(['open', null]);
    expect(session.may('manage-accounts')).toBe(true);
  });

  it('takes over a role that was changed meanwhile', async () => {
    remember(REMEMBERED);
    endpoint.answers['GET session'] = () => ({
      json: { ...SESSION, account: { ...ADMIN, role: 'pimpinan' } },
    });
    const session = useSession();
    await session.start();
    expect(session.may('manage-accounts')).toBe(false);
    expect(recall()?.account.role).toBe('pimpinan');
  });

  it('stays closed with a reason when this browser has no store', async () => {
    remember(REMEMBERED);
    vi.stubGlobal('indexedDB', undefined);
    const session = useSession();
    await session.start();
    expect([session.phase, session.failure]).toEqual(['starting', 'store']);
    vi.unstubAllGlobals();
  });
});

describe('signing in', () => {
  it('opens the local copy and is remembered without any secret', async () => {
    const session = useSession();
    await session.signIn(CREDENTIALS);
    expect(session.phase).toBe('open');
    expect(recall()).toEqual(REMEMBERED);
    const stored = Array.from({ length: localStorage.length }, (_, at) =>
      localStorage.getItem(localStorage.key(at)!),
    );
    expect(stored.join()).not.toContain(CREDENTIALS.password);
  });

  it('with a wrong password leaves everything closed', async () => {
    endpoint.refuse('POST session', 401, 'wrong-credentials');
    const session = useSession();
    await expect(session.signIn(CREDENTIALS)).rejects.toMatchObject({ code: 'wrong-credentials' });
    expect(recall()).toBeNull();
    expect(database.value).toBeNull();
  });

  it('as somebody else never throws unsent work of another account away by itself', async () => {
    const session = useSession();
    endpoint.answers['POST edits'] = () => 'unreachable';
    await session.signIn(CREDENTIALS);
    await storeActivity();
    await useSynchronisation().end();
    const other = { ...ADMIN, id: '0198c5a0-0000-7000-8000-0000000000a2', username: 'lain' };
    endpoint.answers['POST session'] = () => ({ json: { ...SESSION, account: other } });
    await expect(session.signIn(CREDENTIALS)).rejects.toBeInstanceOf(UnsentWorkOfOther);
    await session.signIn(CREDENTIALS, true);
    expect(session.person?.account.id).toBe(other.id);
    expect(await listDocuments(database.value!, 'activity')).toEqual([]);
  });
});

describe('signing out', () => {
  it('wipes the local copy, ends the session and loads the page anew', async () => {
    const session = useSession();
    await session.signIn(CREDENTIALS);
    await storeActivity();
    await session.signOut();
    expect(recall()).toBeNull();
    expect(endpoint.asked).toContain('DELETE session');
    expect(location.reload).toHaveBeenCalledOnce();
    const db = await openOfficeDatabase(AGENCY);
    expect(await listDocuments(db, 'activity')).toEqual([]);
    db.close();
  });

  it('wipes without network too, and tells the endpoint at the next start before anything is shown', async () => {
    const session = useSession();
    await session.signIn(CREDENTIALS);
    await storeActivity();
    endpoint.disconnect();
    await session.signOut();
    expect(recall()?.signedOutPending).toBe(true);
    const db = await openOfficeDatabase(AGENCY);
    expect(await listDocuments(db, 'activity')).toEqual([]);
    db.close();

    setDatabase(null);
    setActivePinia(createPinia());
    endpoint = new EndpointDouble().install();
    const next = useSession();
    await next.start();
    expect(endpoint.asked.slice(0, 2)).toEqual(['DELETE session', 'GET status']);
    expect([next.phase, recall()]).toEqual(['entrance', null]);
  });
});

describe('what is remembered of a session', () => {
  it('is nothing when it cannot be read', () => {
    for (const text of ['', 'not json', '{}', '{"agency":1}']) {
      localStorage.setItem('skm-office-session', text);
      expect(recall()).toBeNull();
    }
  });
});
