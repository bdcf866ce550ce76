import { describe, expect, it, vi } from 'vitest';
import { EnrolmentCode } from '#protocol/survey.ts';
import { EMPTY_QUEUE } from '#local/survey/queue.ts';
import { readAnswer, writeAnswer } from '#survey/answer-value.ts';
import { countWords, deliveryWords } from '#survey/delivery-words.ts';
import { readEnrolmentCode } from '#survey/enrolment-code.ts';
import { takesAnswers } from '#survey/event-view.ts';
import { likelyActivity } from '#survey/likely-activity.ts';
import { readOpening } from '#survey/opening.ts';
import { persistently } from '#survey/persistently.ts';
import { flagsOf } from '#survey/response-flags.ts';
import { expectedMinutes, welcomeWords } from '#survey/welcome-words.ts';
import { indonesianPages } from '#ui/texts/survey-pages.id.ts';
import { minutesInIndonesian } from '#ui/texts/survey.id.ts';
import { aContext, aDraft, anActivity } from './scene.ts';

describe('the address', () => {
  it.each([
    ['#l=abc-_.~9', { kind: 'link', token: 'abc-_.~9' }],
    ['#p=abc.7K3M-Q9PX-00AB', { kind: 'link', token: 'abc.7K3M-Q9PX-00AB' }],
    ['#e=1-7K3M-Q9PX', { kind: 'enrolment', code: '1-7K3M-Q9PX' }],
    ['#k=XYZ', { kind: 'stored' }],
    ['', { kind: 'stored' }],
    ['#l=', { kind: 'stored' }],
    ['#x=abc', { kind: 'stored' }],
    ['#l=a b', { kind: 'stored' }],
    ['#l=<script>', { kind: 'stored' }],
  ])('"%s" opens %o', (hash, opening) => {
    expect(readOpening(hash)).toEqual(opening);
  });
});

describe('a device code that is read aloud', () => {
  it.each([
    ['1-7K3M-Q9PX', '1-7K3M-Q9PX'],
    ['1 7k3m q9px', '1-7K3M-Q9PX'],
    ['17k3mq9px', '1-7K3M-Q9PX'],
    [' 12 – 7K3M . Q9PX ', '12-7K3M-Q9PX'],
    ['l-7K3M-O9PI', '1-7K3M-09P1'],
    ['10-OOOO-IILL', '10-0000-1111'],
    ['007-7K3M-Q9PX', '7-7K3M-Q9PX'],
  ])('"%s" is %s', (typed, code) => {
    expect(readEnrolmentCode(typed)).toBe(code);
    expect(readEnrolmentCode(code)).toBe(code);
    expect(EnrolmentCode.safeParse(code).success).toBe(true);
  });

  it.each([
    '',
    '1',
    '7K3M-Q9PX',
    '1-7K3M-Q9P',
    'A-7K3M-Q9PX',
    '1-7U3M-Q9PX',
    '1-7K3M-Q9PÄ',
    '12345678901-7K3M-Q9PX',
  ])('"%s" is none', (typed) => {
    expect(readEnrolmentCode(typed)).toBeNull();
  });
});

describe('the value of a radio button', () => {
  it.each([1, 2, 3, 4, null] as const)('carries %s there and back', (answer) => {
    expect(readAnswer(writeAnswer(answer))).toBe(answer);
  });

  it.each(['', '0', '5', '1 ', 'null'])('"%s" is refused', (value) => {
    expect(() => readAnswer(value)).toThrow(RangeError);
  });
});

describe('which event probably takes place', () => {
  const at = (id: string, start: string) => anActivity({ id, start: `2026-09-${start}:00.000Z` });
  const day = [at('morning', '04T01:00'), at('noon', '04T05:00'), at('tomorrow', '05T01:00')];
  it.each([
    ['before the first', '03T20:00', 'morning'],
    ['during the first', '04T02:00', 'morning'],
    ['half an hour before the second', '04T04:30', 'noon'],
    ['in the evening', '04T12:00', 'noon'],
    ['long after the last', '09T00:00', 'tomorrow'],
  ])('%s', (_when, time, expected) => {
    expect(likelyActivity(day, Date.parse(`2026-09-${time}:00.000Z`))).toBe(expected);
  });

  it('is the next one when the last was days ago', () => {
    const apart = [at('old', '01T01:00'), at('next', '10T01:00')];
    expect(likelyActivity(apart, Date.parse('2026-09-05T00:00:00.000Z'))).toBe('next');
  });

  it('is none without events', () => {
    expect(likelyActivity([], 0)).toBeNull();
  });
});

describe('an event takes answers', () => {
  const close = '2026-09-04T03:00:00.000Z';
  it.each([
    [true, null, true],
    [true, close, true],
    [false, null, false],
  ])('open %s, until %s: %s', (open, closesAt, expected) => {
    expect(takesAnswers({ open, closesAt }, Date.parse(close) - 1)).toBe(expected);
  });

  it('until the very moment it closes', () => {
    expect(takesAnswers({ open: true, closesAt: close }, Date.parse(close))).toBe(false);
  });
});

describe('marks of a response', () => {
  const now = Date.parse('2026-09-04T03:00:00.000Z');
  const answers = { a: 1, b: 2, c: 3, d: 4 } as const;
  const plain = {
    draft: aDraft({ answers }),
    context: aContext(),
    activity: anActivity(),
    durationMs: 60_000,
    now,
    repeated: false,
  };

  it('are none for an ordinary one', () => {
    expect(flagsOf(plain)).toEqual([]);
  });

  it.each([
    ['after-close', { activity: anActivity({ closesAt: '2026-09-04T02:59:59.000Z' }) }],
    ['after-close', { activity: anActivity({ open: false }) }],
    ['too-fast', { durationMs: 1_000 }],
    ['clock-odd', { context: aContext({ clockOffsetMs: -11 * 60_000 }) }],
    ['repeated-phone', { repeated: true }],
  ])('%s', (flag, changes) => {
    expect(flagsOf({ ...plain, ...changes })).toEqual([flag]);
  });

  it('never call a kiosk a repeated phone', () => {
    expect(flagsOf({ ...plain, context: aContext({ mode: 'kiosk' }), repeated: true })).toEqual([]);
  });
});

describe('words made of figures', () => {
  it('leave out what is zero', () => {
    const say = (changes: object) => deliveryWords({ ...EMPTY_QUEUE, ...changes }, indonesianPages, 'id');
    expect(say({})).toBe('');
    expect(say({ received: 40 })).toBe('40 diterima kantor');
    expect(say({ onDevice: 3, received: 40 })).toBe('3 di perangkat ini · 40 diterima kantor');
    expect(deliveryWords(null, indonesianPages, 'id')).toBe('');
  });

  it('group thousands as the language does', () => {
    expect(countWords(12_345, 'id')).toBe('12.345');
    expect(countWords(12_345, 'en')).toBe('12,345');
  });

  it('promise a time that a longer questionnaire really takes', () => {
    expect([1, 9, 13, 20, 60].map(expectedMinutes)).toEqual([1, 1, 1, 2, 6]);
  });

  it('are empty while the event is not known', () => {
    const { duration, ...rest } = welcomeWords(null, 'id', minutesInIndonesian);
    expect(duration).toBe('± 1 menit');
    expect(Object.values(rest)).toEqual(['', '', '', '']);
  });
});

it('loads a part of the program until it is there', async () => {
  vi.useFakeTimers();
  const load = vi.fn(() => Promise.resolve('part')).mockRejectedValueOnce(new TypeError('offline'));
  const part = persistently(load);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await part).toBe('part');
  vi.useRealTimers();
});
