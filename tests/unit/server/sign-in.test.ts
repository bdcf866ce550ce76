import { beforeEach, describe, expect, test } from 'vitest';
import { SessionAnswer } from '#protocol/office.ts';
import { Passwords } from '#server/security/password.ts';
import { call, OFFICE, openStage, problemOf } from './stage.ts';
import type { Reply, Stage } from './stage.ts';

const PASSWORD = 'kata-sandi-panjang';
/** Hashing that costs nothing, where a test is about something else. */
const CHEAP = {
  hash: async (password: string) => `plain ${password}`,
  isPassword: async (password: string, hashed: string) => hashed === `plain ${password}`,
};
const HOUR = 60 * 60 * 1000;

let stage: Stage;

function send(method: string, path: string, body?: unknown, cookie = ''): Promise<Reply> {
  return call(stage.office, method, `${stage.endpoint.adminOrigin}/api/v1/${path}`, body, {
    origin: stage.endpoint.adminOrigin,
    cookie,
  });
}

function setUp(code = stage.setupCode): Promise<Reply> {
  return send('POST', 'setup', {
    code,
    agency: { name: 'Bagian Protokol', parent: 'Sekretariat Daerah', city: 'Kota' },
    account: { username: 'admin', name: 'Administrator', password: PASSWORD },
  });
}

function cookieOf(reply: Reply): string {
  return (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

const signIn = (password = PASSWORD, username = 'admin') => send('POST', 'session', { username, password });

beforeEach(async () => {
  stage = await openStage({ passwords: new Passwords(CHEAP) });
});

describe('setting up', () => {
  test('needs the code that was printed, and guessing is slowed down', async () => {
    for (let attempt = 0; attempt < 6; attempt += 1) {
      expect(problemOf(await setUp('a'.repeat(43)))).toBe('403 wrong-setup-code');
    }
    const slowed = await setUp();
    expect(problemOf(slowed)).toBe('429 too-many-attempts');
    expect(slowed.headers.get('retry-after')).toBe('1');
    stage.clock.now += 1000;
    expect((await setUp()).status).toBe(200);
  });

  test('refuses short passwords and odd user names', async () => {
    const agency = { name: 'Bagian Protokol', parent: '', city: '' };
    const account = { username: 'admin', name: 'A', password: PASSWORD };
    for (const wrong of [{ password: 'terlalu' }, { username: 'A B' }, { username: '' }, { name: '' }]) {
      const body = { code: stage.setupCode, agency, account: { ...account, ...wrong } };
      expect(problemOf(await send('POST', 'setup', body))).toBe('400 bad-request');
    }
    expect(await stage.storage.agencies.first()).toBeNull();
  });

  test('works once, also when two try at the same moment', async () => {
    const replies = await Promise.all([setUp(), setUp()]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(problemOf(await setUp())).toBe('409 already-set-up');
    const agency = await stage.storage.agencies.first();
    expect(await stage.storage.accounts.list(agency?.id ?? '')).toHaveLength(1);
  });

  test('creates the agency, its questionnaire and an admin who is signed in', async () => {
    const reply = await setUp();
    expect(SessionAnswer.parse(reply.body).account).toMatchObject({ username: 'admin', role: 'admin' });
    const agency = await stage.storage.agencies.first();
    const documents = await stage.storage.documents.changes(agency?.id ?? '', 0, 10);
    const kinds = documents.changes.map((change) =>
      change.type === 'document' ? change.document.kind : change.type,
    );
    expect(kinds).toEqual(['questionnaire', 'agency']);
    expect((await send('GET', 'session', undefined, cookieOf(reply))).status).toBe(200);
    expect((await send('GET', 'status')).body).toMatchObject({ setUp: true, demo: false });
  });

  test('keeps neither the password nor the session’s secret', async () => {
    stage = await openStage();
    const reply = await setUp();
    const agency = (await stage.storage.agencies.first())?.id ?? '';
    const account = await stage.storage.accounts.byUsername(agency, 'admin');
    expect(account?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(account)).not.toContain(PASSWORD);
    const secret = cookieOf(reply).split('.')[1] ?? '';
    expect(await stage.storage.accounts.findSession(agency, Buffer.from(secret).toString('hex'))).toBeNull();
  });
});

describe('signing in', () => {
  beforeEach(async () => {
    await setUp();
  });

  test('answers an unknown name and a wrong password alike', async () => {
    const [unknown, wrong] = [await signIn(PASSWORD, 'siapa'), await signIn('salah-salah-salah')];
    expect(problemOf(unknown)).toBe('401 wrong-credentials');
    expect(unknown.body).toEqual(wrong.body);
    expect(unknown.headers.get('set-cookie')).toBeNull();
  });

  test('takes as long for an unknown name as for a wrong password', async () => {
    stage = await openStage();
    await setUp();
    const times = { unknown: [] as number[], wrong: [] as number[] };
    for (let round = 0; round < 5; round += 1) {
      for (const [kind, name] of [
        ['unknown', `siapa${round}`],
        ['wrong', 'admin'],
      ] as const) {
        const start = performance.now();
        await signIn('salah-salah-salah', name);
        times[kind].push(performance.now() - start);
      }
      stage.clock.now += HOUR;
    }
    const fastest = (list: number[]) => Math.min(...list);
    expect(fastest(times.unknown) / fastest(times.wrong)).toBeGreaterThan(0.5);
    expect(fastest(times.wrong) / fastest(times.unknown)).toBeGreaterThan(0.5);
  });

  test('slows guesses down for one name, known or not, and not for the others', async () => {
    for (const name of ['admin', 'siapa']) {
      for (let attempt = 0; attempt < 6; attempt += 1) await signIn('salah-salah-salah', name);
      expect(problemOf(await signIn(PASSWORD, name))).toBe('429 too-many-attempts');
      expect(problemOf(await signIn(PASSWORD, ` ${name.toUpperCase()} `))).toBe('429 too-many-attempts');
    }
    expect(problemOf(await signIn(PASSWORD, 'lain'))).toBe('401 wrong-credentials');
    stage.clock.now += 1000;
    expect((await signIn()).status).toBe(200);
  });

  test('waits twice as long after each further wrong try, five minutes at most', async () => {
    const waits: number[] = [];
    for (let attempt = 0; attempt < 18; attempt += 1) {
      await signIn('salah-salah-salah');
      const wait = Number((await signIn('salah-salah-salah')).headers.get('retry-after') ?? 0);
      if (wait > 0) waits.push(wait);
      stage.clock.now += wait * 1000;
    }
    expect(waits.slice(0, 5)).toEqual([1, 2, 4, 8, 16]);
    expect(Math.max(...waits)).toBe(300);
  });

  test('a right password in between starts the count afresh', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) await signIn('salah-salah-salah');
    await signIn();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(problemOf(await signIn('salah-salah-salah'))).toBe('401 wrong-credentials');
    }
  });

  test('guesses spread over many names are slowed down too', async () => {
    for (let at = 0; at < 101; at += 1) await signIn('salah-salah-salah', `nama${at}`);
    expect(problemOf(await signIn())).toBe('429 too-many-attempts');
    stage.clock.now += 5000;
    expect((await signIn()).status).toBe(200);
  });

  test('a burst is worked on two at a time; beyond a queue of thirty it is told to wait', async () => {
    let [atOnce, most] = [0, 0];
    const counting = {
      ...CHEAP,
      isPassword: async () => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise((resolve) => setImmediate(resolve));
        atOnce -= 1;
        return false;
      },
    };
    stage = await openStage({ passwords: new Passwords(counting) });
    const replies = await Promise.all(Array.from({ length: 50 }, (_, at) => signIn(PASSWORD, `nama${at}`)));
    const answers = Map.groupBy(replies.map(problemOf), (answer) => answer);
    expect(answers.get('401 wrong-credentials')).toHaveLength(32);
    expect(answers.get('503 busy')).toHaveLength(18);
    expect(most).toBe(2);
    expect(problemOf(await signIn())).toBe('401 wrong-credentials');
  });

  test('accepts a password typed with composed or decomposed letters', async () => {
    stage = await openStage();
    await send('POST', 'setup', {
      code: stage.setupCode,
      agency: { name: 'B', parent: '', city: '' },
      account: { username: 'admin', name: 'A', password: 'café-pagi-hari' },
    });
    expect((await signIn('cafe\u0301-pagi-hari')).status).toBe(200);
  });
});

describe('a session', () => {
  test('lives in a cookie that scripts and other sites cannot use; over https it is bound to the host', async () => {
    const plain = (await setUp()).headers.get('set-cookie');
    expect(plain).toMatch(/^skm=1\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=604800$/);
    stage = await openStage({ adminOrigin: 'https://kantor.test', passwords: new Passwords(CHEAP) });
    const secure = (await setUp()).headers.get('set-cookie');
    expect(secure).toMatch(
      /^__Host-skm=1\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=604800; Secure$/,
    );
  });

  test('ends twelve hours after its last use', async () => {
    const cookie = cookieOf(await setUp());
    for (let hours = 0; hours < 33; hours += 11) {
      stage.clock.now += 11 * HOUR;
      expect((await send('GET', 'session', undefined, cookie)).status).toBe(200);
    }
    stage.clock.now += 12 * HOUR + 1;
    expect(problemOf(await send('GET', 'session', undefined, cookie))).toBe('401 not-signed-in');
  });

  test('ends after seven days however busy it is', async () => {
    const cookie = cookieOf(await setUp());
    for (let hours = 0; hours < 168; hours += 8) {
      stage.clock.now += 8 * HOUR;
      await send('GET', 'session', undefined, cookie);
    }
    stage.clock.now += 1;
    expect(problemOf(await send('GET', 'session', undefined, cookie))).toBe('401 not-signed-in');
  });

  test('cannot be guessed from a part, a foreign number or nothing', async () => {
    const cookie = cookieOf(await setUp());
    const forged = [
      '',
      'skm=',
      'skm=1.',
      cookie.slice(0, -1),
      `${cookie}A`,
      cookie.replace('1.', '2.'),
      `x${cookie}`,
    ];
    for (const wrong of forged) {
      expect(problemOf(await send('GET', 'session', undefined, wrong))).toBe('401 not-signed-in');
    }
    expect((await send('GET', 'session', undefined, `a=b; ${cookie}; c=d`)).status).toBe(200);
  });

  test('is over for everybody once signed out; signing out again is no fault', async () => {
    const cookie = cookieOf(await setUp());
    const out = await send('DELETE', 'session', undefined, cookie);
    expect(out.headers.get('set-cookie')).toMatch(/^skm=; .*Max-Age=0$/);
    expect(problemOf(await send('GET', 'session', undefined, cookie))).toBe('401 not-signed-in');
    expect((await send('DELETE', 'session', undefined, cookie)).status).toBe(200);
  });

  test('survives a restart of the endpoint', async () => {
    const cookie = cookieOf(await setUp());
    stage = await openStage({ storage: stage.storage });
    expect((await send('GET', 'session', undefined, cookie)).status).toBe(200);
  });
});

describe('changing the own password', () => {
  const change = (current: string, next: string, cookie: string) =>
    send('POST', 'session/password', { current, next }, cookie);

  test('needs the present one and slows down guessing of it', async () => {
    const cookie = cookieOf(await setUp());
    expect(problemOf(await change('salah-salah-salah', 'kata-sandi-baru', cookie))).toBe(
      '401 wrong-credentials',
    );
    expect(problemOf(await change(PASSWORD, 'pendek', cookie))).toBe('400 bad-request');
    for (let attempt = 0; attempt < 5; attempt += 1)
      await change('salah-salah-salah', 'kata-sandi-baru', cookie);
    expect(problemOf(await change(PASSWORD, 'kata-sandi-baru', cookie))).toBe('429 too-many-attempts');
  });

  test('ends all other sessions and keeps this one', async () => {
    const here = cookieOf(await setUp());
    const elsewhere = cookieOf(await signIn());
    expect((await change(PASSWORD, 'kata-sandi-baru', here)).status).toBe(200);
    expect((await send('GET', 'session', undefined, here)).status).toBe(200);
    expect(problemOf(await send('GET', 'session', undefined, elsewhere))).toBe('401 not-signed-in');
    expect(problemOf(await signIn())).toBe('401 wrong-credentials');
    expect((await signIn('kata-sandi-baru')).status).toBe(200);
  });
});

test('the office’s address is named in the refusal of a foreign page', async () => {
  const reply = await call(
    stage.office,
    'POST',
    `${OFFICE}/api/v1/session`,
    {},
    { origin: 'http://evil.test' },
  );
  expect(reply.body['detail']).toContain(OFFICE);
});
