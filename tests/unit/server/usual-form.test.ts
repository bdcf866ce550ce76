import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RESPONSE_FLAGS } from '#domain/response.ts';
import { LIMITS } from '#protocol/limits.ts';
import { SurveyResponse } from '#protocol/response.ts';
import { PushItem } from '#protocol/survey.ts';
import { poisonedKey } from '#server/http/json-guard.ts';
import { areUsualItems, usualResponse } from '#server/push/usual-form.ts';

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const key = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,39}$/);
const positive = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const place = fc.oneof(
  fc.record({ device: fc.uuid(), sequence: positive, previousHash: hash }),
  fc.record({ batch: fc.uuid(), row: positive }),
);
const flags = fc.array(fc.constantFrom(...RESPONSE_FLAGS), { maxLength: 6 });
const plainObject = { noNullPrototype: true } as const;

/** What our own apps write. */
const response = fc.record(
  {
    format: fc.constant(1),
    id: fc.uuid(),
    agency: fc.uuid(),
    activity: fc.option(fc.uuid()),
    questionnaire: fc.record({ id: key, version: positive, hash }, plainObject),
    channel: fc.constantFrom('kiosk', 'link', 'import'),
    place,
    answers: fc.dictionary(key, fc.constantFrom(1, 2, 3, 4, null), plainObject),
    profile: fc.dictionary(key, key, plainObject),
    comment: fc.string({ unit: 'binary', maxLength: 50 }),
    language: fc.constantFrom('id', 'en'),
    submittedAt: fc
      .date({ min: new Date('2000-03-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    durationMs: fc.nat(),
    flags,
  },
  plainObject,
);

const awkward = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('', 0, -1, 1.5, 5, null, 2 ** 53, 'constructor', 'prototype', 'a_b', 'A', [], {}, [null]),
  fc.constantFrom(
    '2026-02-29T00:00:00.000Z',
    '2026-01-01T24:00:00.000Z',
    '2026-01-01',
    '2026-04-31T00:00:00Z',
  ),
  fc.constantFrom('00000000-0000-0000-0000-000000000000', '0190A000-0000-7000-8000-00000000A001'),
  fc.constant('x'.repeat(LIMITS.commentLength + 1)),
  hash,
  fc.uuid(),
  key,
);

/** The same with one thing in it, at any depth, replaced, added or taken away. */
const almost = fc
  .tuple(response, fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 3 }), awkward, fc.nat({ max: 5 }))
  .map(([value, path, wrong, way]) => spoilt(value, path, wrong, way));

function spoilt(value: unknown, [first = 0, ...rest]: number[], wrong: unknown, way: number): unknown {
  if (typeof value !== 'object' || value === null) return wrong;
  const entries: [string, unknown][] = Object.entries(value);
  const at = first % (entries.length + 1);
  const chosen = entries[at];
  if (chosen === undefined || way === 0) {
    const name = ['__proto__', 'constructor', 'prototype', 'extra', 'Extra'][first % 5] ?? '';
    entries.push([name, wrong]);
  } else if (way === 1) entries.splice(at, 1);
  else chosen[1] = rest.length > 0 ? spoilt(chosen[1], rest, wrong, way) : wrong;
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : fromJson(entries);
}

/** As a parser makes it: a key `__proto__` is an own one. */
function fromJson(entries: readonly [string, unknown][]): unknown {
  return JSON.parse(
    `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${JSON.stringify(inner)}`).join(',')}}`,
  );
}

describe('the usual form of a response', () => {
  test('is what our own apps write', () => {
    fc.assert(
      fc.property(response, (value) => {
        const leapDay = value.submittedAt.includes('-02-29T');
        const keys = [...Object.keys(value.answers), ...Object.entries(value.profile).flat()];
        fc.pre(!leapDay && !keys.includes('constructor') && !keys.includes('prototype'));
        expect(usualResponse(value)).toBe(value);
      }),
    );
  });

  test('is nothing that the schema would refuse, change, or that reaches a prototype', () => {
    const counts = { usual: 0, refused: 0 };
    fc.assert(
      fc.property(fc.oneof(almost, response, fc.jsonValue()), (value) => {
        const usual = usualResponse(value);
        counts[usual === null ? 'refused' : 'usual'] += 1;
        if (usual === null) return;
        expect(SurveyResponse.parse(value)).toEqual(usual);
        expect(poisonedKey(value)).toBeNull();
      }),
      { numRuns: 3000 },
    );
    expect(Math.min(counts.usual, counts.refused)).toBeGreaterThan(300);
  });
});

/** One response, as text with the wrong value in place of a right one. */
const GOOD = {
  ...{
    format: 1,
    id: '0190a000-0000-7000-8000-00000000a001',
    agency: '0190a000-0000-7000-8000-00000000a002',
  },
  ...{ activity: null, questionnaire: { id: 'layanan', version: 1, hash: 'c'.repeat(64) }, channel: 'kiosk' },
  ...{ place: { device: '0190a000-0000-7000-8000-00000000a003', sequence: 1, previousHash: '0'.repeat(64) } },
  ...{ answers: { waktu: 4 }, profile: { gender: 'p' }, comment: '', language: 'id' },
  ...{ submittedAt: '2026-11-20T05:00:00.000Z', durationMs: 0, flags: [] },
};

test.each([
  ['answers', '{"waktu":0}'],
  ['answers', '{"waktu":5}'],
  ['answers', '{"waktu":1.5}'],
  ['answers', '{"waktu":"4"}'],
  ['answers', '{"waktu":true}'],
  ['answers', '[4]'],
  ['answers', '{"constructor":4}'],
  ['answers', '{"__proto__":4}'],
  ['answers', '{"Waktu":4}'],
  ['profile', '{"gender":null}'],
  ['profile', '{"prototype":"p"}'],
  ['profile', 'null'],
  ['place', '{"batch":"0190a000-0000-7000-8000-00000000a003","row":0}'],
  ['place', '{"batch":"0190a000-0000-7000-8000-00000000a003","row":1,"device":"x"}'],
  ['durationMs', '-1'],
  ['durationMs', '0.5'],
  ['durationMs', '9007199254740993'],
  ['format', '2'],
  ['activity', '""'],
  ['channel', '"post"'],
  ['language', '"jv"'],
  ['flags', '["odd"]'],
  ['flags', '{}'],
  ['comment', `"${'x'.repeat(LIMITS.commentLength + 1)}"`],
  ['comment', '7'],
  ['extra', '1'],
])('%s as %s is not usual, and refused', (field, wrong) => {
  expect(usualResponse(structuredClone(GOOD))).toEqual(GOOD);
  const whole = JSON.stringify({ ...GOOD, [field]: '?' }).replace('"?"', () => wrong);
  const value: unknown = JSON.parse(whole);
  expect(usualResponse(value)).toBeNull();
  expect(poisonedKey(value) !== null || !SurveyResponse.safeParse(value).success).toBe(true);
});

test('a moment is usual only when it exists', () => {
  const two = (most: number) =>
    fc.integer({ min: 0, max: most }).map((part) => String(part).padStart(2, '0'));
  const moment = fc
    .tuple(two(13), two(32), two(25), two(61), two(61))
    .map(([month, day, hour, minute, second]) => `2027-${month}-${day}T${hour}:${minute}:${second}.000Z`);
  fc.assert(
    fc.property(moment, (submittedAt) => {
      const at = Date.parse(submittedAt);
      const exists = !Number.isNaN(at) && new Date(at).toISOString() === submittedAt;
      expect(usualResponse({ ...GOOD, submittedAt }) !== null).toBe(exists);
    }),
    { numRuns: 2000 },
  );
});

describe('usual items', () => {
  const item = fc.record({ id: fc.uuid(), hash, body: fc.string({ unit: 'binary' }) }, plainObject);

  test('are what our own apps write, up to a full batch', () => {
    fc.assert(fc.property(fc.array(item), (items) => areUsualItems(items)));
    const one = { id: '0190a000-0000-7000-8000-00000000a001', hash: 'a'.repeat(64), body: '' };
    const full = Array.from({ length: LIMITS.batchItems }, () => one);
    expect(areUsualItems(full)).toBe(true);
    expect(areUsualItems([...full, one])).toBe(false);
  });

  test('are nothing that the schema would refuse', () => {
    const counts = { usual: 0, other: 0 };
    const almostItem = fc
      .tuple(item, fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 2 }), awkward, fc.nat({ max: 5 }))
      .map(([value, path, wrong, way]) => spoilt(value, path, wrong, way));
    fc.assert(
      fc.property(fc.array(fc.oneof(item, almostItem), { maxLength: 3 }), (items) => {
        const usual = areUsualItems(items);
        counts[usual ? 'usual' : 'other'] += 1;
        if (usual) expect(items.map((one) => PushItem.parse(one))).toEqual(items);
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(counts.usual, counts.other)).toBeGreaterThan(200);
  });
});
