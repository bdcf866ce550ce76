import { beforeEach, describe, expect, test } from 'vitest';
import type { EnrolRequest } from '#protocol/survey.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { kioskContext, latestLinkContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { devicesWithUnsent, senderOf } from '#local/survey/outbox.ts';
import { openKiosk, openLink } from '#sync/survey-open.ts';
import { readLinkAnswer } from '#sync/survey-transport.ts';
import { freshBrowser } from '../local/fresh.ts';
import { AGENCY, answerOnce, enrolAnswer, linkAnswer } from '../local/survey-scene.ts';
import { FakeClock } from './fake-clock.ts';

let db: SurveyDatabase;
beforeEach(async () => {
  db = await openSurveyDatabase(freshBrowser());
});

/** An endpoint that answers everything with `answer`, and what it was asked. */
function wireOf(answer: object, status = 200) {
  const asked: { url: string; authorization: string | null; body: EnrolRequest | null }[] = [];
  const answering: typeof fetch = async (url, init = {}) => {
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    asked.push({ url: String(url), authorization: new Headers(init.headers).get('authorization'), body });
    return new Response(JSON.stringify(answer), { status });
  };
  return { asked, wire: { fetch: answering, clock: new FakeClock() } };
}

describe('a link', () => {
  test('is fetched once and then opens without network', async () => {
    const { wire, asked } = wireOf(linkAnswer(3));
    const context = await openLink(db, 'the-token', wire);
    expect(asked).toMatchObject([{ url: '/api/v1/link', authorization: 'Link the-token' }]);
    expect(context).toMatchObject({ mode: 'link', token: 'the-token', agency: AGENCY, clockOffsetMs: 5000 });
    expect(await latestLinkContext(db)).toEqual(context);
  });

  test.each([
    ['link-altered', 401],
    ['link-expired', 401],
    ['activity-closed', 409],
  ])('that is %s says so and leaves nothing', async (problem, status) => {
    const { wire } = wireOf({ marker: PROTOCOL_MARKER, problem, detail: '' }, status);
    await expect(openLink(db, 'the-token', wire)).rejects.toMatchObject({ code: problem });
    expect(await latestLinkContext(db)).toBeNull();
  });

  test('that the page fetched early is read by the same rules', () => {
    expect(readLinkAnswer(200, JSON.stringify(linkAnswer()))).toEqual(linkAnswer());
    expect(() => readLinkAnswer(200, '<html>')).toThrow('not-ours');
  });
});

describe('an enrolment', () => {
  test('sends the identity that is kept, also when it is opened again', async () => {
    const { wire, asked } = wireOf(enrolAnswer([1, 2]));
    const first = await openKiosk(db, 'enrol', '1.2.3', wire);
    const again = await openKiosk(db, 'enrol', '1.2.3', wire);
    expect(asked[0]).toMatchObject({ url: '/api/v1/enrol', authorization: 'Kiosk enrol' });
    expect(asked.map(({ body }) => body)).toEqual([
      { protocol: 1, device: first.device, appVersion: '1.2.3' },
      { protocol: 1, device: first.device, appVersion: '1.2.3' },
    ]);
    expect(again.device).toBe(first.device);
  });

  test('with another agency gets a new identity, and what was taken before is still sent', async () => {
    const other = { id: '0190a000-0000-7000-8000-00000000b002', name: 'Kota lain' };
    const before = await openKiosk(db, 'enrol-a', '1', wireOf(enrolAnswer([1])).wire);
    await answerOnce(db, before);
    const { wire, asked } = wireOf(enrolAnswer([1], other));
    const after = await openKiosk(db, 'enrol-b', '1', wire);
    expect(after.device).not.toBe(before.device);
    expect(asked.map(({ body }) => body?.device)).toEqual([before.device, after.device]);
    expect((await kioskContext(db))?.agency).toEqual(other);
    expect((await answerOnce(db, after)).sequence).toBe(1);
    const waiting = await devicesWithUnsent(db);
    expect(new Set(waiting.map(({ device }) => device))).toEqual(new Set([before.device, after.device]));
    expect(await senderOf(db, before.device)).toMatchObject({ token: 'enrol-a', mode: 'kiosk' });
    expect(await senderOf(db, after.device)).toMatchObject({ token: 'enrol-b', mode: 'kiosk' });
  });
});
