import { beforeEach, describe, expect, test } from 'vitest';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { findContextByToken, latestLinkContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { openLink } from '#sync/survey-open.ts';
import { readLinkAnswer } from '#sync/survey-transport.ts';
import { freshBrowser } from '../local/fresh.ts';
import { AGENCY, linkAnswer } from '../local/survey-scene.ts';
import { FakeClock } from './fake-clock.ts';

let db: SurveyDatabase;
beforeEach(async () => {
  db = await openSurveyDatabase(freshBrowser());
});

/** An endpoint that answers everything with `answer`, and what it was asked. */
function wireOf(answer: object, status = 200) {
  const asked: { url: string; authorization: string | null }[] = [];
  const answering: typeof fetch = async (url, init = {}) => {
    asked.push({ url: String(url), authorization: new Headers(init.headers).get('authorization') });
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

  test('of a personal card is fetched with its code, and is told apart from another card on the same phone', async () => {
    const { wire, asked } = wireOf(linkAnswer(3));
    const [one, two] = [
      await openLink(db, 'the-token.AAAA', wire),
      await openLink(db, 'the-token.BBBB', wire),
    ];
    expect(asked.map(({ authorization }) => authorization)).toEqual([
      ...['Personal the-token.AAAA', 'Personal the-token.BBBB'],
    ]);
    expect(one.device).not.toBe(two.device);
    expect(await findContextByToken(db, 'the-token.AAAA')).toEqual(one);
    expect(await findContextByToken(db, 'the-token.BBBB')).toEqual(two);
  });

  test.each([
    ['code-spent', 409],
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
