import { describe, expect, test } from 'vitest';
import { ROLES } from '#protocol/role.ts';
import type { Role } from '#protocol/role.ts';
import { officeRoutes } from '#server/office/routes.ts';
import { SignIn } from '#server/office/sign-in.ts';
import { Passwords } from '#server/security/password.ts';
import { openOffice, problemOf } from './stage.ts';

const EVERYBODY: readonly (Role | null)[] = [null, ...ROLES];
const STAFF: readonly Role[] = ROLES;

/** Who may call what, written out once more by hand: the endpoint's table must not drift unnoticed. */
const EXPECTED: Readonly<Record<string, readonly (Role | null)[]>> = {
  'GET /api/v1/status': EVERYBODY,
  'POST /api/v1/setup': EVERYBODY,
  'POST /api/v1/session': EVERYBODY,
  'DELETE /api/v1/session': EVERYBODY,
  'GET /api/v1/session': STAFF,
  'POST /api/v1/session/password': STAFF,
  'GET /api/v1/accounts': ['admin'],
  'POST /api/v1/accounts': ['admin'],
  'PATCH /api/v1/accounts/:id': ['admin'],
  'GET /api/v1/pull': STAFF,
  'POST /api/v1/edits': STAFF,
  'POST /api/v1/responses': ['admin', 'protokol'],
  'POST /api/v1/links': ['admin', 'protokol'],
  'POST /api/v1/links/revoke': ['admin', 'protokol'],
  'POST /api/v1/activities/:id/codes': ['admin', 'protokol'],
  'GET /api/v1/activities/:id/codes': STAFF,
  'POST /api/v1/activities/:id/codes/withdraw': ['admin', 'protokol'],
  'POST /api/v1/handover': ['admin', 'protokol'],
  'GET /api/v1/devices': STAFF,
  'POST /api/v1/devices/codes': ['admin', 'protokol'],
  'POST /api/v1/devices/:id/revoke': ['admin', 'protokol'],
  'POST /api/v1/devices/:id/activities': ['admin', 'protokol'],
  'POST /api/v1/devices/:id/alarms/:alarm': ['admin', 'protokol'],
  'GET /api/v1/quarantine': ['admin', 'protokol'],
  'POST /api/v1/quarantine/:id': ['admin', 'protokol'],
  'PUT /api/v1/clippings/:sha256': ['admin', 'komunikasi'],
  'GET /api/v1/clippings/:sha256': STAFF,
};

const routes = officeRoutes(
  { code: null, passwords: new Passwords() },
  new SignIn(new Passwords(), Date.now),
);

describe('every route for every role', () => {
  test('the table above names exactly the routes that exist', () => {
    expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      Object.keys(EXPECTED).sort(),
    );
  });

  const cases = routes.flatMap(({ method, path }) =>
    EVERYBODY.map((role) => ({ method, path, role, name: `${method} ${path}` })),
  );

  test.each(cases)('$name as $role', async ({ method, path, role, name }) => {
    const office = await openOffice();
    const address = path.replace('/api/v1/', '').replaceAll(/:\w+/g, 'none');
    // An empty object passes no check of form, so an allowed call changes nothing and ends with another refusal.
    const reply = await office.as(role)(
      method,
      address,
      method === 'GET' || method === 'DELETE' ? undefined : {},
    );
    const refusal = problemOf(reply);
    const allowed = EXPECTED[name] ?? [];
    if (allowed.includes(role)) {
      expect(['401 not-signed-in', '403 not-allowed', '403 foreign-origin', '500 internal']).not.toContain(
        refusal,
      );
    } else {
      expect(refusal).toBe(role === null ? '401 not-signed-in' : '403 not-allowed');
    }
  });
});

describe('changes that another page asks for', () => {
  const changing = routes.filter(({ method }) => method !== 'GET');

  test.each(changing)(
    '$method $path is refused from another origin, even with a session',
    async ({ method, path }) => {
      const office = await openOffice();
      const address = path.replace('/api/v1/', '').replaceAll(/:\w+/g, 'none');
      const foreign: Record<string, string>[] = [
        { origin: 'http://kantor.test.evil.test' },
        { origin: 'null' },
        { origin: 'http://survei.test' },
        { origin: 'http://kantor.test', 'sec-fetch-site': 'cross-site' },
        { origin: 'http://kantor.test', 'sec-fetch-site': 'same-site' },
        { origin: '' },
      ];
      for (const headers of foreign) {
        expect(problemOf(await office.as('admin')(method, address, {}, headers))).toBe('403 foreign-origin');
      }
    },
  );

  test('the browser’s own word that the page is ours suffices', async () => {
    const office = await openOffice();
    const headers = { origin: 'http://127.0.0.1:8081', 'sec-fetch-site': 'same-origin' };
    const reply = await office.as('admin')('POST', 'edits', { protocol: 1, edits: [] }, headers);
    expect(reply.status).toBe(200);
  });

  test('reading needs no origin', async () => {
    const office = await openOffice();
    expect((await office.as('admin')('GET', 'pull', undefined, { origin: '' })).status).toBe(200);
  });
});
