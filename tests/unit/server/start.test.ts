import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { freePorts, startProgram } from './program.ts';
import type { Program } from './program.ts';

/** Each test starts the program once or more as its own process. */
vi.setConfig({ testTimeout: 30_000 });

let folder: string;
let ports: [number, number];
let program: Program | null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skm-start-'));
  ports = await freePorts();
  program = null;
});
afterEach(async () => {
  program?.process.kill('SIGKILL');
  await program?.ended;
  rmSync(folder, { recursive: true, force: true });
});

/** `user`: whom it runs as, where the tests run as root. */
function start(
  environment: Record<string, string> = {},
  args: readonly string[] = [],
  user?: number,
): Program {
  const [PORT, ADMIN_PORT] = ports.map(String);
  program = startProgram(
    { DATA_DIR: join(folder, 'data'), PORT: PORT ?? '', ADMIN_PORT: ADMIN_PORT ?? '', ...environment },
    args,
    process.getuid?.() === 0 ? user : undefined,
  );
  return program;
}

/** The one line a person sees, and the exit code. */
async function failure(
  environment: Record<string, string>,
  args: readonly string[] = [],
  user?: number,
): Promise<string> {
  const { ended, stderr, stdout } = start(environment, args, user);
  const code = await ended;
  expect(stdout()).toBe('');
  expect(stderr().trim().split('\n')).toHaveLength(1);
  return `${code} ${stderr().trim()}`;
}

describe('what stops the start, each with one line', () => {
  test('a wrong setting and an unknown one: exit code 2', async () => {
    expect(await failure({ PORT: 'x' })).toMatch(/^2 PORT=x: /);
    expect(await failure({ ADMINPORT: '1' })).toMatch(/^2 ADMINPORT: .*ADMIN_PORT/);
    expect(await failure({}, ['--port=1'])).toMatch(/^2 --port=1: /);
  });

  test('a taken port, named by its setting; nothing stays open', async () => {
    const taken = createServer().listen(ports[1], '127.0.0.1');
    expect(await failure({})).toMatch(new RegExp(`^1 ADMIN_PORT=${ports[1]}: porta ini dipakai`));
    await new Promise((resolve) => taken.close(resolve));
  });

  test('a folder that cannot be made', async () => {
    writeFileSync(join(folder, 'berkas'), '');
    expect(await failure({ DATA_DIR: join(folder, 'berkas', 'data') })).toMatch(
      /^1 DATA_DIR=.*tidak dapat dibuat/,
    );
  });

  test('a folder where nothing can be written', async () => {
    mkdirSync(join(folder, 'data', 'skm.db'), { recursive: true });
    expect(await failure({})).toMatch(/^1 Basis data .*skm\.db tidak dapat ditulis/);
  });

  test('a database of a newer version of the program', async () => {
    const first = start();
    await first.ready;
    first.process.kill('SIGTERM');
    await first.ended;
    const database = new DatabaseSync(join(folder, 'data', 'skm.db'));
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(await failure({})).toMatch(/^1 Basis data .*versinya 99, .*Jalankan program yang lebih baru/);
  });

  test('a file that is no database, and one of another program', async () => {
    const file = join(folder, 'data', 'skm.db');
    mkdirSync(join(folder, 'data'));
    writeFileSync(file, 'bukan basis data'.repeat(100));
    expect(await failure({})).toMatch(/^1 Basis data .*rusak atau bukan basis data/);
    rmSync(file);
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE notes (text TEXT)');
    other.close();
    const before = readFileSync(file);
    expect(await failure({})).toMatch(/^1 Basis data .*milik program lain/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('a log whose database is gone, which stays', async () => {
    const file = join(folder, 'data', 'skm.db');
    mkdirSync(join(folder, 'data'));
    writeFileSync(`${file}-wal`, 'catatan');
    expect(await failure({})).toMatch(/^1 Basis data .*tidak ada, padahal catatannya .*skm restore/);
    expect(readdirSync(join(folder, 'data'))).toEqual(['skm.db-wal']);
  });

  test('a database that this user may only read', async () => {
    const first = start();
    await first.ready;
    first.process.kill('SIGTERM');
    await first.ended;
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'data'), 0o777);
    chmodSync(join(folder, 'data', 'skm.db'), 0o444);
    expect(await failure({}, [], 65_534)).toMatch(/^1 Basis data .*tidak dapat ditulis/);
  });
});

test('a database with a damaged page stops the start instead of answering wrongly', async () => {
  const first = start();
  await first.ready;
  first.process.kill('SIGTERM');
  await first.ended;
  const file = join(folder, 'data', 'skm.db');
  const bytes = readFileSync(file);
  bytes.fill(0xff, 4096 * 3, 4096 * 4);
  writeFileSync(file, bytes);
  expect(await failure({})).toMatch(/^1 Basis data .*rusak/);
});

describe('a start', () => {
  test('prints both addresses and the one-time set-up link, and keeps the folder to its owner', async () => {
    const { ready, stdout } = start();
    await ready;
    const [survey, office] = ports.map((port) => `http://localhost:${port}`);
    const lines = stdout().split('\n');
    expect(lines.slice(0, 2)).toEqual([`Survei  : ${survey}`, `Kantor  : ${office}`]);
    expect(lines[2]).toMatch(new RegExp(`^Penyiapan: ${office}/#/setup\\?code=[\\w-]{43}$`));
    expect((await fetch(`${survey}/api/v1/link`)).status).toBe(401);
    expect((await fetch(`${office}/api/v1/status`)).status).toBe(200);
    expect(statSync(join(folder, 'data')).mode & 0o077).toBe(0);
  });

  test('keeps what it writes to its owner also in a folder that others may enter', async () => {
    mkdirSync(join(folder, 'data'), { mode: 0o755 });
    await start().ready;
    const files = readdirSync(join(folder, 'data'));
    expect(files).toContain('skm.db');
    for (const name of files) expect(statSync(join(folder, 'data', name)).mode & 0o077).toBe(0);
  });

  test('prints another code each time, and none once there is an account', async () => {
    const codes: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const one = start();
      await one.ready;
      codes.push(/code=(.*)/.exec(one.stdout())?.[1] ?? '');
      one.process.kill('SIGTERM');
      await one.ended;
    }
    expect(new Set(codes).size).toBe(2);

    const last = start();
    await last.ready;
    const origin = `http://localhost:${ports[1]}`;
    const setup = (code: string) =>
      fetch(`${origin}/api/v1/setup`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: JSON.stringify({
          code,
          agency: { name: 'Bagian', parent: '', city: '' },
          account: { username: 'admin', name: 'Admin', password: 'kata-sandi-panjang' },
        }),
      });
    expect((await setup(codes[0] ?? '')).status).toBe(403);
    expect((await setup(/code=(.*)/.exec(last.stdout())?.[1] ?? '')).status).toBe(200);
    last.process.kill('SIGTERM');
    await last.ended;
    const after = start();
    await after.ready;
    expect(after.stdout()).not.toContain('Penyiapan');
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends cleanly on %s: code 0 and everything in one file',
    async (signal) => {
      const { ready, process: child, ended, stderr } = start();
      await ready;
      child.kill(signal);
      expect(await ended).toBe(0);
      expect(stderr()).toContain('"event":"stopping"');
      expect(() => statSync(join(folder, 'data', 'skm.db-wal'))).toThrow('ENOENT');
    },
  );

  test('lets a request that is under way end before it stops', async () => {
    const { ready, process: child, ended } = start();
    await ready;
    const body = '{"username":"a","password":"b"}';
    const socket = connect(ports[1], '127.0.0.1');
    const head = ['POST /api/v1/session HTTP/1.1', 'Host: localhost', 'Origin: http://localhost:' + ports[1]];
    socket.write(
      [
        ...head,
        'Content-Type: application/json',
        `Content-Length: ${body.length}`,
        '',
        body.slice(0, 5),
      ].join('\r\n'),
    );
    const answer = new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      socket.on('close', () => resolve(text));
    });
    // An answer to a later request proves that the half request has been read.
    await fetch(`http://localhost:${ports[1]}/api/v1/status`);
    child.kill('SIGTERM');
    await new Promise<void>((resolve) => {
      const probe = (): void => {
        connect(ports[0], '127.0.0.1', probe).on('error', () => resolve());
      };
      probe();
    });
    socket.write(body.slice(5));
    expect(await answer).toContain('401 Unauthorized');
    expect(await ended).toBe(0);
  });
});

describe('requests that never reach the app', () => {
  test.each([
    ['no HTTP at all', 'HELO survei\r\n\r\n', 400],
    ['a header without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['a strange expectation', 'GET / HTTP/1.1\r\nHost: x\r\nExpect: wonder\r\n\r\n', 417],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
  ])('%s is refused with the same protection as all answers', async (_, text, status) => {
    await start().ready;
    const answer = await new Promise<string>((resolve) => {
      let received = '';
      const socket = connect(ports[0], '127.0.0.1', () => socket.write(text));
      socket.on('data', (chunk: Buffer) => {
        received += chunk.toString();
      });
      socket.on('close', () => resolve(received));
      socket.on('error', () => resolve(received));
    });
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer.toLowerCase()).toContain("content-security-policy: default-src 'none'");
    expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff');
  });
});
