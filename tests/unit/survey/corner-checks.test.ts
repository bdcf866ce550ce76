import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '#local/survey/kiosk-settings.ts';
import { EMPTY_QUEUE } from '#local/survey/queue.ts';
import type { BrowserFacts } from '#survey/corner/browser-facts.ts';
import { checksOf } from '#survey/corner/checks.ts';
import type { Facts } from '#survey/corner/checks.ts';
import type { CornerFigures } from '#survey/corner/desk.ts';
import { minutesOf, timeOf } from '#survey/corner/clock-times.ts';
import { english } from '#survey/corner/texts.en.ts';
import { indonesian } from '#survey/corner/texts.id.ts';
import { isOpenAt } from '#survey/opening-hours.ts';
import { anActivity } from './scene.ts';

const NOW = Date.parse('2026-09-04T03:00:00Z');
const HOUR_MS = 3_600_000;
const ago = (ms: number): string => new Date(NOW - ms).toISOString();

const GOOD_BROWSER: BrowserFacts = {
  abilities: { wakeLock: true, persistence: 'granted', install: 'installed', share: true },
  missingFiles: 0,
  battery: { level: 0.8, charging: false },
};
const GOOD_FIGURES: CornerFigures = {
  queue: EMPTY_QUEUE,
  kept: { count: 0, withoutBackup: 0, until: null },
  taken: new Map(),
  abandoned: 0,
  contact: { at: ago(HOUR_MS), clockOffsetMs: 1_000 },
  standing: 'enrolled',
  secondCopy: { journal: 'opfs', compared: 'agree', broughtBack: 0, damaged: 0 },
};
const GOOD: Facts = {
  ...{ browser: GOOD_BROWSER, figures: GOOD_FIGURES, space: { kind: 'room', ms: 40 }, awake: true, now: NOW },
  ...{ activity: anActivity(), settings: DEFAULT_SETTINGS },
};

const browser = (changes: Partial<BrowserFacts>): Facts => ({
  ...GOOD,
  browser: { ...GOOD_BROWSER, ...changes },
});
const figures = (changes: Partial<CornerFigures>): Facts => ({
  ...GOOD,
  figures: { ...GOOD_FIGURES, ...changes },
});
const abilities = (changes: Partial<BrowserFacts['abilities']>): Facts =>
  browser({ abilities: { ...GOOD_BROWSER.abilities, ...changes } });
const waiting = (age: number): Facts =>
  figures({ queue: { ...EMPTY_QUEUE, onDevice: 3, oldestUnsentAt: ago(age) } });

describe('the list before an event', () => {
  it('is all green when all is well', () => {
    expect(checksOf(GOOD).map(({ colour }) => colour)).toEqual(Array.from({ length: 14 }, () => 'green'));
  });

  it.each<[string, Facts, string]>([
    [
      'a tablet that the office does not know',
      figures({ standing: 'code-needed' }),
      'enrolment code-needed red',
    ],
    ['a withdrawn one', figures({ standing: 'revoked' }), 'enrolment revoked red'],
    ['no event', { ...GOOD, activity: null }, 'event none red, questionnaire none red'],
    ['a closed event', { ...GOOD, activity: anActivity({ open: false }) }, 'event closed red'],
    ['one whose time is over', { ...GOOD, activity: anActivity({ closesAt: ago(1) }) }, 'event closed red'],
    [
      'a tablet off duty',
      { ...GOOD, settings: { ...DEFAULT_SETTINGS, offDuty: true } },
      'event off-duty red',
    ],
    ['files that are missing', browser({ missingFiles: 2 }), 'offline incomplete red'],
    ['no worker', browser({ missingFiles: null }), 'offline no-worker red'],
    ['no promise to keep data', abilities({ persistence: 'pending' }), 'persistence pending red'],
    ['a full disk', { ...GOOD, space: { kind: 'full' } }, 'space full red'],
    ['a disk that alters what it keeps', { ...GOOD, space: { kind: 'altered' } }, 'space failed red'],
    ['a slow disk', { ...GOOD, space: { kind: 'room', ms: 9_000 } }, 'space slow red'],
    ['a store that cannot be written', { ...GOOD, space: 'failed' }, 'space failed red'],
    [
      'no second copy',
      figures({ secondCopy: { journal: 'none', compared: 'agree', broughtBack: 0, damaged: 0 } }),
      'secondCopy none absent',
    ],
    [
      'a second copy that is not compared yet',
      figures({ secondCopy: { journal: 'opfs', compared: 'not-yet', broughtBack: 0, damaged: 0 } }),
      'secondCopy comparing look',
    ],
    [
      'one of which is not known yet whether this browser keeps it',
      figures({ secondCopy: { journal: 'none', compared: 'not-yet', broughtBack: 0, damaged: 0 } }),
      'secondCopy comparing look',
    ],
    [
      'one that cannot be compared',
      figures({ secondCopy: { journal: 'opfs', compared: 'failed', broughtBack: 0, damaged: 0 } }),
      'secondCopy failed red',
    ],
    ['responses that wait for a day', waiting(25 * HOUR_MS), 'queue old red'],
    [
      'no word for a day',
      figures({ contact: { at: ago(25 * HOUR_MS), clockOffsetMs: 0 } }),
      'contact old red',
    ],
    ['no word ever', figures({ contact: null }), 'contact never red, clock unknown look'],
    ['a slow clock', figures({ contact: { at: ago(1), clockOffsetMs: 180_000 } }), 'clock late red'],
    ['a fast clock', figures({ contact: { at: ago(1), clockOffsetMs: -180_000 } }), 'clock early red'],
    ['a low battery', browser({ battery: { level: 0.2, charging: false } }), 'battery low red'],
    ['a battery that is not told', browser({ battery: null }), 'battery unknown look'],
    ['a screen that may sleep', { ...GOOD, awake: false }, 'wakeLock refused red'],
    [
      'a browser without wake lock',
      { ...abilities({ wakeLock: false }), awake: false },
      'wakeLock missing absent',
    ],
    ['one that promises nothing', abilities({ persistence: 'missing' }), 'persistence missing absent'],
    ['one that shares no files', abilities({ share: false }), 'share cannot absent'],
    ['an iPad without the app', abilities({ install: 'by-hand' }), 'install by-hand red'],
  ])('names %s', (_what, facts, expected) => {
    const found = checksOf(facts).filter(({ colour }) => colour !== 'green');
    expect(found.map(({ name, state, colour }) => `${name} ${state} ${colour}`).join(', ')).toBe(expected);
  });

  it('is green, with the figure, for what waits since a moment ago', () => {
    expect(checksOf(waiting(60_000)).find(({ name }) => name === 'queue')).toEqual({
      ...{ name: 'queue', colour: 'green', state: 'waiting', figure: 3 },
    });
  });

  it('has a sentence for every state, in both languages', () => {
    const all = [GOOD, browser({ battery: { level: 0.1, charging: true } }), { ...GOOD, awake: false }];
    for (const { list } of [indonesian.checks, english.checks]) {
      for (const { name, state } of all.flatMap(checksOf)) expect(list[name].states[state]).toBeDefined();
    }
    const states = (texts: typeof indonesian) =>
      Object.entries(texts.checks.list).map(([name, check]) => [name, Object.keys(check.states)]);
    expect(states(english)).toEqual(states(indonesian));
  });
});

describe('opening hours', () => {
  const at = (time: string): number => Date.parse(`2026-09-04T${time}:00+07:00`);
  it.each([
    [null, '03:00', true],
    [{ from: 420, to: 960 }, '06:59', false],
    [{ from: 420, to: 960 }, '07:00', true],
    [{ from: 420, to: 960 }, '16:00', false],
    [{ from: 1320, to: 360 }, '23:00', true],
    [{ from: 1320, to: 360 }, '05:59', true],
    [{ from: 1320, to: 360 }, '12:00', false],
  ])('%j at %s: %s', (hours, time, expected) => {
    expect(isOpenAt(hours, at(time))).toBe(expected);
  });

  it('are read as they are written', () => {
    expect(timeOf(450)).toBe('07:30');
    expect(minutesOf('07:30')).toBe(450);
    for (const bad of ['', '24:00', '7:30', '12:60']) expect(minutesOf(bad)).toBeNull();
  });
});
