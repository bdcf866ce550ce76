import { beforeEach, describe, expect, test } from 'vitest';
import type { Activity } from '#domain/activity.ts';
import { anEnrolledKiosk } from './signing-kiosk.ts';
import { responsesIn } from './responses-in.ts';
import { anOpenSurvey, FieldDevice, NOON, openOffice, records } from './stage.ts';
import type { Office } from './stage.ts';

const SECOND = 1000;
let office: Office;

beforeEach(async () => {
  office = await openOffice();
});

const at = (offset: number): string => new Date(NOON + offset).toISOString();

/** Marks of every stored response, in the order in which they were stored. */
function marks(): string[] {
  return [...office.storage.responses.each(office.agency.id, {})].map((response) => response.marks.join(' '));
}

async function aSurvey(invited: number | null): Promise<{ activity: Activity; token: string }> {
  return anOpenSurvey(office, { invited });
}

/** So many phones answer for the first time, `apart` milliseconds after each other. */
async function phonesAnswer(survey: { activity: Activity; token: string }, count: number, apart: number) {
  for (let phone = 0; phone < count; phone += 1) {
    const device = new FieldDevice(office);
    const item = await device.answer(survey.activity.id, { submittedAt: at(phone * apart) });
    await device.push(survey.token, [item]);
  }
}

describe('a burst', () => {
  test('is marked from the thirtieth first answer within ten seconds on; all are kept', async () => {
    const survey = await aSurvey(100);
    office.clock.now += 60 * SECOND;
    await phonesAnswer(survey, 40, 100);
    expect(marks()).toEqual([
      ...Array.from({ length: 29 }, () => ''),
      ...Array.from({ length: 11 }, () => 'burst'),
    ]);
    const { body } = await office.as('pimpinan')('GET', 'pull');
    const flags = responsesIn(records(body['items'])).map((response) => response.flags);
    expect(flags.filter((marked) => marked.includes('burst'))).toHaveLength(11);
  });

  test('is not what a crowd gives, one after the other, nor one that sends late all at once', async () => {
    const survey = await aSurvey(100);
    office.clock.now += 1000 * SECOND;
    await phonesAnswer(survey, 60, 400);
    expect(new Set(marks())).toEqual(new Set(['']));
  });

  test('needs more where more are invited, or where nobody knows how many', async () => {
    for (const [invited, measure] of [
      [400, 80],
      [null, 60],
    ] as const) {
      office = await openOffice();
      const survey = await aSurvey(invited);
      await phonesAnswer(survey, measure, 1);
      expect(marks().indexOf('burst'), String(invited)).toBe(measure - 1);
    }
  });

  test('is of one activity, and never of a kiosk or of later answers of a phone', async () => {
    const [one, other] = [await aSurvey(100), await aSurvey(100)];
    for (const survey of [one, other]) await phonesAnswer(survey, 20, 1);
    const kiosk = await anEnrolledKiosk(office, [one.activity.id]);
    await phonesAnswer(one, 9, 1);
    await kiosk.send([await kiosk.answer(one.activity.id, { submittedAt: at(0) })]);
    const phone = new FieldDevice(office);
    const items = [];
    for (let answer = 0; answer < 5; answer += 1)
      items.push(await phone.answer(other.activity.id, { submittedAt: at(0) }));
    await phone.push(other.token, items);
    expect(new Set(marks())).toEqual(new Set(['']));
  });
});

describe('an odd clock', () => {
  test.each([
    ['eleven minutes ahead of the endpoint', 11 * 60 * SECOND, 'clock-odd'],
    ['nine minutes ahead', 9 * 60 * SECOND, ''],
    ['years behind, before the office used this program', -400 * 86_400 * SECOND, 'clock-odd'],
    ['an hour ago', -3600 * SECOND, ''],
  ])('%s', async (_, offset, expected) => {
    const survey = await aSurvey(100);
    const kiosk = await anEnrolledKiosk(office, [survey.activity.id]);
    await kiosk.send([await kiosk.answer(survey.activity.id, { submittedAt: at(offset) })]);
    expect(marks()).toEqual([expected]);
  });
});
