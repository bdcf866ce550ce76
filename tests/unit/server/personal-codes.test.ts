import { randomUUIDv7 } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Activity } from '#domain/activity.ts';
import { LinkAnswer, type PushItem } from '#protocol/survey.ts';
import {
  anActivity,
  anEdit,
  anOpenSurvey,
  call,
  FieldDevice,
  openOffice,
  outcomes,
  problemOf,
  records,
  sendEdits,
  SURVEY,
} from './stage.ts';
import type { Office, Reply } from './stage.ts';

const MINUTE = 60_000;
let office: Office;
let activity: Activity;
let token: string;

beforeEach(async () => {
  office = await openOffice();
  const survey = await anOpenSurvey(office);
  activity = survey.activity;
  token = survey.token;
});

async function someCodes(count = 3, of = activity.id): Promise<{ code: string; url: string }[]> {
  const made = await office.as('protokol')('POST', `activities/${of}/codes`, { count });
  return records(made.body['codes']).map(({ code, url }) => ({ code: String(code), url: String(url) }));
}

/** What stands behind the `#p=` of a card. */
async function aCard(): Promise<string> {
  const [made] = await someCodes(1);
  return made?.url.split('#p=')[1] ?? '';
}

const open = (authorization: string): Promise<Reply> =>
  call(office.survey, 'GET', `${SURVEY}/api/v1/link`, undefined, { authorization });

function pushWith(authorization: string, phone: FieldDevice, items: readonly PushItem[]): Promise<Reply> {
  return call(office.survey, 'POST', `${SURVEY}/api/v1/push`, phone.batch(items), { authorization });
}

const counts = async () => (await office.as('pimpinan')('GET', `activities/${activity.id}/codes`)).body;

async function inviteOnly(baseRevision = 1): Promise<void> {
  const survey = { ...activity.survey, invitedOnly: true };
  await sendEdits(office, 'admin', anEdit('activity', activity.id, { survey }, { baseRevision }));
}

describe('personal codes', () => {
  test('are made for one activity, told once, and counted', async () => {
    const codes = await someCodes(5);
    expect(new Set(codes.map(({ code }) => code)).size).toBe(5);
    for (const { code, url } of codes) {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
      expect(url).toMatch(new RegExp(`^${SURVEY}/#p=[\\w-]{59}\\.${code}$`));
    }
    await someCodes(2);
    expect(await counts()).toMatchObject({ issued: 7, spent: 0 });
    const history = await office.storage.documents.history(office.agency.id, 'personal-codes', activity.id);
    expect(history).toMatchObject([{ by: office.accountOf('protokol'), changes: { issued: 5 } }, {}]);
    expect(JSON.stringify(history) + office.log.join('')).not.toContain(codes[0]?.code);
  });

  test('are not made for an activity that is not here, nor too many at once', async () => {
    const make = (id: string, count: number) =>
      office.as('admin')('POST', `activities/${id}/codes`, { count });
    expect(problemOf(await make(randomUUIDv7(), 1))).toBe('404 activity-unknown');
    expect(problemOf(await make('none', 1))).toBe('404 activity-unknown');
    expect(problemOf(await make(activity.id, 501))).toBe('400 bad-request');
  });

  test('also make the link of an activity that had none', async () => {
    const other = anActivity({ name: 'Audiensi' });
    await sendEdits(office, 'admin', anEdit('activity', other.id, other));
    const [made] = await someCodes(1, other.id);
    const opened = await open(`Personal ${made?.url.split('#p=')[1]}`);
    expect(LinkAnswer.parse(opened.body).activity.name).toBe('Audiensi');
  });
});

describe('a card', () => {
  test('opens the survey as often as needed until it is answered, then says that it is used', async () => {
    const card = await aCard();
    for (let times = 0; times < 3; times += 1) expect((await open(`Personal ${card}`)).status).toBe(200);
    const phone = new FieldDevice(office);
    const item = await phone.answer(activity.id);
    expect(outcomes(await pushWith(`Personal ${card}`, phone, [item]))).toEqual(['stored']);
    expect(problemOf(await open(`Personal ${card}`))).toBe('409 code-spent');
    expect(await counts()).toMatchObject({ issued: 1, spent: 1 });
  });

  test('spends its code only with the answer that is stored; the same answer again is "same"', async () => {
    const card = await aCard();
    const phone = new FieldDevice(office);
    const bad = await phone.answer(activity.id, { answers: { unheard: 1 } });
    expect(outcomes(await pushWith(`Personal ${card}`, phone, [bad]))).toEqual([
      'quarantined(answers-do-not-fit)',
    ]);
    expect(await counts()).toMatchObject({ spent: 0 });
    const other = new FieldDevice(office);
    const [one, two] = [await other.answer(activity.id), await other.answer(activity.id)];
    expect(outcomes(await pushWith(`Personal ${card}`, other, [one, two]))).toEqual([
      ...['stored', 'quarantined(code-spent)'],
    ]);
    expect(outcomes(await pushWith(`Personal ${card}`, other, [one, two]))).toEqual([
      ...['same', 'quarantined(code-spent)'],
    ]);
  });

  test('used on two phones at the same moment counts once; the other answer waits for staff', async () => {
    const card = await aCard();
    const phones = [new FieldDevice(office), new FieldDevice(office)];
    const replies = await Promise.all(
      phones.map(async (phone) => pushWith(`Personal ${card}`, phone, [await phone.answer(activity.id)])),
    );
    expect(replies.flatMap(outcomes).sort()).toEqual(['quarantined(code-spent)', 'stored']);
    expect([...office.storage.responses.each(office.agency.id, {})]).toHaveLength(1);
  });

  test('with a code that nobody made opens nothing; an answer with it is kept for staff', async () => {
    const [link] = (await aCard()).split('.');
    const forged = `Personal ${link}.0000-0000-0000`;
    expect(problemOf(await open(forged))).toBe('401 code-wrong');
    const phone = new FieldDevice(office);
    expect(outcomes(await pushWith(forged, phone, [await phone.answer(activity.id)]))).toEqual([
      'quarantined(not-covered-by-link)',
    ]);
  });

  test('is read only in its own form', async () => {
    const card = await aCard();
    for (const authorization of [`Link ${card}`, `Personal ${token}`, `Personal .${card}`, `Kiosk ${card}`])
      expect(problemOf(await open(authorization))).toBe('401 link-altered');
  });

  test('that was withdrawn opens nothing; an answer given with it waits for staff, and used ones stay used', async () => {
    const [kept, taken] = [await aCard(), await aCard()];
    const first = new FieldDevice(office);
    await pushWith(`Personal ${taken}`, first, [await first.answer(activity.id)]);
    const withdraw = () => office.as('protokol')('POST', `activities/${activity.id}/codes/withdraw`);
    expect((await withdraw()).body).toMatchObject({ withdrawn: 1 });
    expect((await withdraw()).body).toMatchObject({ withdrawn: 0 });
    expect(await counts()).toMatchObject({ issued: 1, spent: 1 });
    expect(problemOf(await open(`Personal ${kept}`))).toBe('401 code-wrong');
    expect(problemOf(await open(`Personal ${taken}`))).toBe('409 code-spent');
    const phone = new FieldDevice(office);
    expect(outcomes(await pushWith(`Personal ${kept}`, phone, [await phone.answer(activity.id)]))).toEqual([
      'quarantined(not-covered-by-link)',
    ]);
    const history = await office.storage.documents.history(office.agency.id, 'personal-codes', activity.id);
    expect(history.map(({ changes }) => changes)).toEqual([{ issued: 1 }, { issued: 1 }, { withdrawn: 1 }]);
    expect((await office.as('pimpinan')('POST', `activities/${activity.id}/codes/withdraw`)).status).toBe(
      403,
    );
  });

  test('leaves no trace between code and answer', async () => {
    const card = await aCard();
    const phone = new FieldDevice(office);
    await pushWith(`Personal ${card}`, phone, [await phone.answer(activity.id)]);
    const { changes } = await office.storage.documents.changes(office.agency.id, 0, 1000);
    const devices = await office.storage.devices.list(office.agency.id);
    const code = card.split('.')[1] ?? '?';
    expect(JSON.stringify([changes, devices]) + office.log.join('')).not.toContain(code);
  });
});

describe('a survey for invited people only', () => {
  test('opens with a card and not with the link that everybody has', async () => {
    await inviteOnly();
    expect(problemOf(await open(`Link ${token}`))).toBe('403 invited-only');
    expect((await open(`Personal ${await aCard()}`)).status).toBe(200);
  });

  test('still takes what was answered by link before; the rest waits for staff', async () => {
    office.clock.now += 10 * MINUTE;
    await inviteOnly();
    const at = (offset: number) => new Date(office.clock.now + offset).toISOString();
    const answered = async (offset: number) => {
      const phone = new FieldDevice(office);
      return phone.push(token, [await phone.answer(activity.id, { submittedAt: at(offset) })]);
    };
    expect(outcomes(await answered(-MINUTE))).toEqual(['stored']);
    expect(outcomes(await answered(MINUTE))).toEqual(['quarantined(not-covered-by-link)']);
    office.clock.now += 10 * MINUTE;
    await sendEdits(office, 'admin', anEdit('activity', activity.id, { name: 'Baru' }, { baseRevision: 2 }));
    expect(outcomes(await answered(-5 * MINUTE))).toEqual(['quarantined(not-covered-by-link)']);
  });

  test('that was so from its beginning takes nothing by the open link, whatever the phone’s clock says', async () => {
    const survey = { ...activity.survey, invitedOnly: true };
    const closed = await anOpenSurvey(office, { survey });
    const phone = new FieldDevice(office);
    const early = await phone.answer(closed.activity.id, { submittedAt: '2026-11-19T05:00:00.000Z' });
    expect(outcomes(await phone.push(closed.token, [early]))).toEqual(['quarantined(not-covered-by-link)']);
  });
});
