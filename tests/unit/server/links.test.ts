import { randomUUIDv7 } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { leadsTo } from '#protocol/link-mark.ts';
import { IssuedLink } from '#protocol/office.ts';
import { EnrolAnswer, LinkAnswer } from '#protocol/survey.ts';
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

function enrol(token: string, device: string) {
  const body = { protocol: 1, device, appVersion: '1.0.0' };
  return call(office.survey, 'POST', `${SURVEY}/api/v1/enrol`, body, { authorization: `Kiosk ${token}` });
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
    const fresh = await issue(office, 'link', [activity.id]);
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

describe('a kiosk', () => {
  test('enrols with its own identity and learns its activities', async () => {
    const [a, b] = [anActivity({ name: 'Pagi' }), anActivity({ name: 'Siang' })];
    await sendEdits(office, 'admin', anEdit('activity', a.id, a), anEdit('activity', b.id, b));
    const token = await issue(office, 'kiosk', [a.id, b.id]);
    const kiosk = new FieldDevice(office, 'kiosk');
    const answer = EnrolAnswer.parse((await enrol(token, kiosk.id)).body);
    expect(answer.activities.map(({ name }) => name)).toEqual(['Pagi', 'Siang']);
    expect(answer).toMatchObject({ label: 'Pintu utama', idleSeconds: 45 });
    expect(outcomes(await kiosk.push(token, [await kiosk.answer(b.id), await kiosk.answer(a.id)]))).toEqual([
      'stored',
      'stored',
    ]);
  });

  test('sent to other events still delivers what it took at the earlier ones', async () => {
    const [a, b] = [anActivity(), anActivity()];
    await sendEdits(office, 'admin', anEdit('activity', a.id, a), anEdit('activity', b.id, b));
    const kiosk = new FieldDevice(office, 'kiosk');
    const [first, second] = [await issue(office, 'kiosk', [a.id]), await issue(office, 'kiosk', [b.id])];
    await enrol(first, kiosk.id);
    const waiting = await kiosk.answer(a.id);
    await enrol(second, kiosk.id);
    expect(outcomes(await kiosk.push(second, [waiting, await kiosk.answer(b.id)]))).toEqual([
      'stored',
      'stored',
    ]);

    const stranger = new FieldDevice(office, 'kiosk');
    expect(outcomes(await stranger.push(second, [await stranger.answer(a.id)]))).toEqual([
      'quarantined(not-covered-by-link)',
    ]);
  });

  test('still serves the other activities when one of them was deleted', async () => {
    const [a, b] = [anActivity(), anActivity()];
    await sendEdits(office, 'admin', anEdit('activity', a.id, a), anEdit('activity', b.id, b));
    const token = await issue(office, 'kiosk', [a.id, b.id]);
    await sendEdits(office, 'admin', anEdit('activity', a.id, {}, { baseRevision: 1, delete: true }));
    const { body } = await enrol(token, randomUUIDv7());
    expect(EnrolAnswer.parse(body).activities.map(({ id }) => id)).toEqual([b.id]);
    await sendEdits(office, 'admin', anEdit('activity', b.id, {}, { baseRevision: 1, delete: true }));
    expect(problemOf(await enrol(token, randomUUIDv7()))).toBe('404 activity-unknown');
  });

  test('cannot enrol with a survey link, an expired or a revoked enrolment', async () => {
    const { activity, token } = await anOpenSurvey(office);
    expect(problemOf(await enrol(token, randomUUIDv7()))).toBe('401 link-altered');
    const body = { channel: 'kiosk', activities: [activity.id], label: 'Tablet' };
    const link = IssuedLink.parse((await office.as('admin')('POST', 'links', body)).body);
    const kioskToken = link.url.split('=')[1] ?? '';
    office.clock.now += 32 * DAY;
    expect(problemOf(await enrol(kioskToken, randomUUIDv7()))).toBe('401 link-expired');
    office.clock.now -= 32 * DAY;
    await office.as('admin')('POST', 'links/revoke', { channel: 'kiosk', id: link.id });
    expect(problemOf(await enrol(kioskToken, randomUUIDv7()))).toBe('401 link-revoked');
  });

  test('appears among the devices with what it says of itself and what is missing', async () => {
    const { activity } = await anOpenSurvey(office);
    const token = await issue(office, 'kiosk', [activity.id]);
    const kiosk = new FieldDevice(office, 'kiosk');
    await enrol(token, kiosk.id);
    await kiosk.answer(activity.id);
    await kiosk.push(token, [await kiosk.answer(activity.id)], { nextSequence: 6, unsent: 4 });
    const { body } = await office.as('pimpinan')('GET', 'devices');
    expect(records(body['devices'])).toMatchObject([
      {
        ...{ id: kiosk.id, channel: 'kiosk', label: 'Pintu utama', appVersion: '1.0.0' },
        ...{ lastSeenAt: '2026-11-20T05:00:00.000Z', highest: 2, stored: 1, missing: [1], missingCount: 1 },
        ...{ announcedNext: 6, unsent: 4 },
      },
    ]);
  });
});

describe('a revocation', () => {
  test('of what was never issued is told so', async () => {
    const reply = await office.as('admin')('POST', 'links/revoke', { channel: 'kiosk', id: randomUUIDv7() });
    expect(problemOf(reply)).toBe('404 not-found');
  });
});
