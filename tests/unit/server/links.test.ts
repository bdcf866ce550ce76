import { randomUUIDv7 } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { leadsTo } from '#protocol/link-mark.ts';
import { IssuedLink } from '#protocol/office.ts';
import { LinkAnswer } from '#protocol/survey.ts';
import { readLink, signLink } from '#server/security/link-token.ts';
import {
  anActivity,
  anEdit,
  anOpenSurvey,
  call,
  FieldDevice,
  issue,
  openOffice,
  outcomes,
  problemOf,
  records,
  sendEdits,
  SURVEY,
} from './stage.ts';
import { responsesIn } from './responses-in.ts';
import type { Office } from './stage.ts';

const DAY = 24 * 60 * 60 * 1000;

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});

function open(token: string, scheme = 'Link') {
  return call(office.survey, 'GET', `${SURVEY}/api/v1/link`, undefined, {
    authorization: `${scheme} ${token}`,
  });
}

describe('a survey link', () => {
  test('is short, keeps its token behind the # and stays the same when it is asked for again', async () => {
    const { activity, token } = await anOpenSurvey(office);
    expect(token).toMatch(/^[\w-]{59}$/);
    const body = { channel: 'link', activities: [activity.id], label: 'Poster' };
    const again = IssuedLink.parse((await office.as('protokol')('POST', 'links', body)).body);
    expect(again.url).toBe(`${SURVEY}/#l=${token}`);
    expect(again.id).toBe(activity.id);
  });

  test('tells the page which questionnaire it leads to, and opens all the same when it is another by then', async () => {
    const { activity, token } = await anOpenSurvey(office);
    const { hash } = LinkAnswer.parse((await open(token)).body).activity.questionnaire;
    expect(leadsTo(token, hash)).toBe(true);
    const unmarked = signLink(readLink(token)!.claims, office.agency.linkKey);
    expect(leadsTo(unmarked, hash)).toBe(false);
    expect(LinkAnswer.parse((await open(unmarked)).body).activity.id).toBe(activity.id);
  });

  test('opens with all a phone needs, and with nothing of the office’s own notes', async () => {
    const { activity, token } = await anOpenSurvey(office, { notes: 'rahasia kantor', officers: 'Tim 1' });
    const reply = await open(token);
    expect(LinkAnswer.parse(reply.body).activity).toMatchObject({
      id: activity.id,
      name: 'Upacara',
      open: true,
    });
    expect(JSON.stringify(reply.body)).not.toMatch(/rahasia|Tim 1|invited/);
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });

  test('is refused by name when it is altered, unknown, expired, revoked, closed or its activity is gone', async () => {
    const { activity, token } = await anOpenSurvey(office);
    expect(problemOf(await open('AQ'.repeat(29)))).toBe('401 link-altered');
    expect(problemOf(await open(token, 'Kiosk'))).toBe('401 link-altered');

    office.clock.now += 92 * DAY;
    expect(problemOf(await open(token))).toBe('401 link-expired');
    office.clock.now -= 92 * DAY;

    const closed = { ...activity.survey, open: false };
    await sendEdits(
      office,
      'protokol',
      anEdit('activity', activity.id, { survey: closed }, { baseRevision: 1 }),
    );
    expect(problemOf(await open(token))).toBe('409 activity-closed');

    await sendEdits(
      office,
      'protokol',
      anEdit('activity', activity.id, {}, { baseRevision: 2, delete: true }),
    );
    expect(problemOf(await open(token))).toBe('404 activity-unknown');

    await office.as('protokol')('POST', 'links/revoke', { channel: 'link', id: activity.id });
    expect(problemOf(await open(token))).toBe('401 link-revoked');
  });

  test('closes by itself at the time set', async () => {
    const closesAt = new Date(office.clock.now + 1000).toISOString();
    const { token } = await anOpenSurvey(office, { survey: { open: true, closesAt, questionnaire: null } });
    expect((await open(token)).status).toBe(200);
    office.clock.now += 1000;
    expect(problemOf(await open(token))).toBe('409 activity-closed');
  });

  test('of another deployment’s key is altered', async () => {
    const elsewhere = await openOffice();
    const { token } = await anOpenSurvey(elsewhere);
    expect(problemOf(await open(token))).toBe('401 link-altered');
  });

  test('is for exactly one activity that has reached the endpoint', async () => {
    const issueTo = (activities: string[]) =>
      office.as('admin')('POST', 'links', { channel: 'link', activities, label: '' });
    const [a, b] = [anActivity(), anActivity()];
    await sendEdits(office, 'admin', anEdit('activity', a.id, a), anEdit('activity', b.id, b));
    expect(problemOf(await issueTo([a.id, b.id]))).toBe('400 bad-request');
    expect(problemOf(await issueTo([randomUUIDv7()]))).toBe('404 activity-unknown');
  });

  test('issued again after a revocation is a new one; the old one stays refused', async () => {
    const { activity, token } = await anOpenSurvey(office);
    await office.as('protokol')('POST', 'links/revoke', { channel: 'link', id: activity.id });
    const fresh = await issue(office, activity.id);
    expect(fresh).not.toBe(token);
    expect((await open(fresh)).status).toBe(200);
    expect(problemOf(await open(token))).toBe('401 link-revoked');
  });
});

describe('a thanked answer that arrives late', () => {
  test('is stored and marked when the survey had closed before it was given', async () => {
    const closesAt = '2026-11-20T04:00:00.000Z';
    const { activity, token } = await anOpenSurvey(office, {
      survey: { open: true, closesAt, questionnaire: null },
    });
    const phone = new FieldDevice(office);
    const before = await phone.answer(activity.id, { submittedAt: '2026-11-20T03:59:00.000Z' });
    const after = await phone.answer(activity.id, { submittedAt: '2026-11-20T04:01:00.000Z' });
    expect(outcomes(await phone.push(token, [before, after]))).toEqual(['stored', 'stored']);
    const { body } = await office.as('admin')('GET', 'pull');
    const flags = responsesIn(records(body['items'])).map((response) => response.flags);
    expect(flags).toEqual([[], ['after-close']]);
  });

  test('is stored without a mark when it was given before somebody closed the survey by hand', async () => {
    const { activity, token } = await anOpenSurvey(office);
    office.clock.now += 60 * 60 * 1000;
    const closed = { ...activity.survey, open: false };
    await sendEdits(
      office,
      'admin',
      anEdit('activity', activity.id, { survey: closed }, { baseRevision: 1 }),
    );
    office.clock.now += 60 * 60 * 1000;
    const phone = new FieldDevice(office);
    await phone.push(token, [
      await phone.answer(activity.id, { submittedAt: '2026-11-20T04:30:00.000Z' }),
      await phone.answer(activity.id, { submittedAt: '2026-11-20T06:30:00.000Z' }),
    ]);
    const marks = [...office.storage.responses.each(office.agency.id, {})].map((response) => response.marks);
    expect(marks).toEqual([[], ['after-close']]);
  });

  test('is stored even when the link has expired or the activity was deleted meanwhile', async () => {
    const { activity, token } = await anOpenSurvey(office);
    const phone = new FieldDevice(office);
    const item = await phone.answer(activity.id);
    await sendEdits(office, 'admin', anEdit('activity', activity.id, {}, { baseRevision: 1, delete: true }));
    office.clock.now += 200 * DAY;
    expect(outcomes(await phone.push(token, [item]))).toEqual(['stored']);
  });

  test('is put aside, not lost, when the link was revoked', async () => {
    const { activity, token } = await anOpenSurvey(office);
    const phone = new FieldDevice(office);
    const item = await phone.answer(activity.id);
    await office.as('admin')('POST', 'links/revoke', { channel: 'link', id: activity.id });
    expect(outcomes(await phone.push(token, [item]))).toEqual(['quarantined(link-revoked)']);
    const { body } = await office.as('admin')('GET', 'quarantine');
    expect(records(body['items'])).toMatchObject([{ item: item.id, code: 'link-revoked', body: item.body }]);
  });
});

describe('a revocation', () => {
  test('of what was never issued is told so', async () => {
    const reply = await office.as('admin')('POST', 'links/revoke', { channel: 'link', id: randomUUIDv7() });
    expect(problemOf(reply)).toBe('404 not-found');
  });
});
