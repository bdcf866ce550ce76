import { expect, test } from 'vitest';
import { jsonLog } from '#server/log.ts';
import { anOpenSurvey, call, FieldDevice, openOffice, records, SURVEY } from './stage.ts';

test('a line is one JSON object with time, level and event', () => {
  const lines: string[] = [];
  jsonLog(
    (line) => lines.push(line),
    () => 0,
  ).warn('refused', { problem: 'not-found', count: 2 });
  expect(lines).toEqual([
    '{"time":"1970-01-01T00:00:00.000Z","level":"warn","event":"refused","problem":"not-found","count":2}\n',
  ]);
});

test('neither the log nor the database ever holds an address, a browser, a token, a password or a typed text', async () => {
  const office = await openOffice();
  const { activity, token } = await anOpenSurvey(office);
  const traces = {
    'user-agent': 'Mozilla/5.0 (PenandaPeramban)',
    'x-forwarded-for': '203.0.113.77',
    'x-real-ip': '203.0.113.78',
    forwarded: 'for=203.0.113.79',
    referer: 'http://penanda-asal.test/',
    'accept-language': 'id-penanda',
  };
  const phone = new FieldDevice(office);
  const item = await phone.answer(activity.id, { answers: { 'kunci-aneh': 3 }, comment: 'penanda-komentar' });
  const authorization = `Link ${token}`;
  const push = (body: unknown) =>
    call(office.survey, 'POST', `${SURVEY}/api/v1/push`, body, { ...traces, authorization });
  await push(phone.batch([await phone.answer(activity.id), item]));
  await push({ penanda: 'penanda-kunci' });
  await push('{"penanda-json');
  await call(office.survey, 'GET', `${SURVEY}/penanda-jalur?x=penanda-tanya`, undefined, traces);
  await call(office.survey, 'GET', `${SURVEY}/api/v1/link`, undefined, {
    ...traces,
    authorization: 'Link penanda-token',
  });
  const credentials = { username: 'penanda-nama', password: 'penanda-sandi' };
  await office.as(null)('POST', 'session', credentials, traces);
  await office.as('admin')('PATCH', 'accounts/penanda-akun', { name: 'penanda-orang' }, traces);

  const log = office.log.join('');
  expect(log).toContain('"problem":"wrong-credentials"');
  expect(log).toContain('"route":"PATCH /api/v1/accounts/:id"');
  expect(log).not.toMatch(/penanda|PenandaPeramban|203\.0\.113|Mozilla/i);
  for (const secret of [token, item.id, phone.id, activity.id, office.agency.id])
    expect(log).not.toContain(secret);

  const { body } = await office.as('admin')('GET', 'quarantine');
  const kept = JSON.stringify([records(body['items']), await office.storage.devices.list(office.agency.id)]);
  expect(kept).toContain('penanda-komentar');
  expect(kept).not.toMatch(/203\.0\.113|Mozilla|penanda-asal|id-penanda/);
});
