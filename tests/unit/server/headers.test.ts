import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { officeRoutes } from '#server/office/routes.ts';
import { SignIn } from '#server/office/sign-in.ts';
import { surveyRoutes } from '#server/push/survey-routes.ts';
import { Passwords } from '#server/security/password.ts';
import { openOffice, OFFICE, SURVEY } from './stage.ts';
import type { Office } from './stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'skm-headers-'));
const PAGE =
  '<!doctype html><script>start()</script><style>a{b:c}</style><script src="/assets/a.js"></script>';
let office: Office;

beforeAll(async () => {
  for (const [app, page] of [
    ['survey', 'index.html'],
    ['office', 'admin.html'],
  ] as const) {
    mkdirSync(join(folder, app, 'assets'), { recursive: true });
    writeFileSync(join(folder, app, page), PAGE);
    writeFileSync(join(folder, app, 'assets', 'a.js'), 'start();'.repeat(1000));
  }
  office = await openOffice({ builtFolder: folder });
});
afterAll(() => rmSync(folder, { recursive: true }));

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'sha256-",
  "style-src 'self' 'sha256-",
  "img-src 'self';",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
];

function expectHeaders(response: Response, what: string): void {
  for (const [name, value] of Object.entries(ALWAYS)) expect(response.headers.get(name), what).toBe(value);
  for (const part of POLICY) expect(response.headers.get('content-security-policy'), what).toContain(part);
  expect(response.headers.get('content-security-policy'), what).not.toMatch(/unsafe|\*|https?:/);
  expect(response.headers.get('permissions-policy'), what).toContain('microphone=()');
  expect(response.headers.get('x-powered-by'), what).toBeNull();
}

describe('every answer of both origins carries the same protection', () => {
  const routesOfOffice = officeRoutes(
    { code: null, passwords: new Passwords() },
    new SignIn(new Passwords(), Date.now),
  );
  const paths = [
    '/',
    '/admin.html',
    '/index.html',
    '/assets/a.js',
    '/assets/none.js',
    '/api/v1/none',
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/package.json',
    '/%00',
  ];
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'];

  test('on each path, known or not, with each method', async () => {
    const statuses = new Set<number>();
    for (const [app, origin] of [
      [office.survey, SURVEY],
      [office.office, OFFICE],
    ] as const) {
      const routes = app === office.survey ? surveyRoutes(office.endpoint) : routesOfOffice;
      for (const path of new Set([...paths, ...routes.map((route) => route.path.replace(':', ''))])) {
        for (const method of methods) {
          const response = await app(new Request(`${origin}${path}`, { method }));
          expectHeaders(response, `${method} ${origin}${path}`);
          statuses.add(response.status);
        }
      }
    }
    expect([...statuses].sort()).toEqual([200, 401, 403, 404, 405]);
  });

  test('on every refusal of an API, which always is our own JSON and never stored', async () => {
    for (const route of routesOfOffice) {
      const response = await office.office(new Request(`${OFFICE}${route.path}`, { method: route.method }));
      if (response.ok) continue;
      expect(await response.json()).toMatchObject({ marker: PROTOCOL_MARKER });
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
  });

  test('on a failure inside, which tells nothing of its cause', async () => {
    const failing = vi
      .spyOn(office.storage.agencies, 'first')
      .mockRejectedValue(new Error('disk /secret/path broke'));
    const response = await office.office(new Request(`${OFFICE}/api/v1/status`));
    failing.mockRestore();
    expectHeaders(response, 'failure');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(office.log.at(-1)).toContain('"event":"failed"');
    expect(office.log.at(-1)).not.toContain('secret');
  });

  test('also when nothing changed, and when the app is not built', async () => {
    const first = await office.survey(new Request(`${SURVEY}/`));
    const etag = first.headers.get('etag') ?? '';
    const again = await office.survey(new Request(`${SURVEY}/`, { headers: { 'if-none-match': etag } }));
    expect(again.status).toBe(304);
    expectHeaders(again, '304');
    const unbuilt = await openOffice();
    const missing = await unbuilt.survey(new Request(`${SURVEY}/`));
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-security-policy')).toContain("script-src 'self';");
  });
});

describe('the policy', () => {
  test('allows exactly the inline parts of the built page', async () => {
    const response = await office.survey(new Request(`${SURVEY}/`));
    const policy = response.headers.get('content-security-policy') ?? '';
    // SHA-256 of "start()" and of "a{b:c}", worked out with openssl.
    expect(policy).toContain("script-src 'self' 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00=';");
    expect(policy.match(/'sha256-/g)).toHaveLength(2);
  });

  test('lets the survey keep the screen awake, the office copy a link and read codes by camera, and neither more', async () => {
    const survey = await office.survey(new Request(`${SURVEY}/`));
    const staff = await office.office(new Request(`${OFFICE}/`));
    expect(survey.headers.get('permissions-policy')).toContain('screen-wake-lock=(self)');
    expect(survey.headers.get('permissions-policy')).not.toContain('clipboard-write=(self)');
    expect(staff.headers.get('permissions-policy')).toContain('clipboard-write=(self)');
    expect(survey.headers.get('permissions-policy')).toContain('camera=()');
    expect(staff.headers.get('permissions-policy')).toContain('camera=(self)');
    expect(staff.headers.get('permissions-policy')).not.toContain('camera=()');
  });

  test('insists on https only where people come by https', async () => {
    expect(
      (await office.survey(new Request(`${SURVEY}/`))).headers.get('strict-transport-security'),
    ).toBeNull();
    const secure = await openOffice({
      surveyOrigin: 'https://survei.test',
      adminOrigin: 'https://kantor.test',
    });
    for (const app of [secure.survey, secure.office]) {
      const response = await app(new Request('https://survei.test/'));
      expect(response.headers.get('strict-transport-security')).toBe('max-age=63072000');
    }
  });
});

test('a method that a path does not know is told which ones it does', async () => {
  const response = await office.survey(new Request(`${SURVEY}/api/v1/push`));
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('POST');
});
