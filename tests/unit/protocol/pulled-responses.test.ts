import { describe, expect, test } from 'vitest';
import { PulledResponses } from '#protocol/pulled-responses.ts';
import { columnsOf, idOf, pulledResponse } from '../local/office-scene.ts';

const [columns] = columnsOf([
  pulledResponse(4, 1, { comment: 'Baik' }),
  pulledResponse(6, 2, { activity: null, answers: { waktu: 1, biaya: 2 }, flags: ['too-fast'] }),
]);

test('the columns of responses are whole, and each says one thing of every response', () => {
  expect(PulledResponses.parse(columns)).toEqual(columns);
  expect(columns).toMatchObject({
    ...{ type: 'responses', seq: 6, count: 2, channel: 'AA', flags: 'AC' },
    ...{ activities: [idOf('activity', 1), null], activity: [0, 1], questionnaire: [0, 0] },
    answers: { waktu: 'Z', sarana: 'e', biaya: 'C' },
    profile: { usia: { options: ['41-50'], codes: 'BB' } },
    ...{ submitted: [29_782_410, 0], received: [29_782_440, 0] },
    codes: Buffer.from([0, 0, 0, 1, 0, 0, 0, 2]).toString('base64url'),
    comments: [[0, 'Baik']],
  });
});

describe('columns that are not whole are refused', () => {
  test.each([
    ['a row too few', { channel: 'A' }],
    ['a row too many', { submitted: [1, 2, 3] }],
    ['an answer too few', { answers: { waktu: '' } }],
    ['an answer too many', { answers: { waktu: 'ZA' } }],
    ['a profile code too few', { profile: { usia: { options: ['41-50'], codes: 'B' } } }],
    ['an activity that is not listed', { activity: [0, 2] }],
    ['a questionnaire that is not listed', { questionnaire: [0, 1] }],
    ['a comment beyond the end', { comments: [[2, 'x']] }],
    ['a shortened code', { codes: 'AAAA' }],
    ['an unknown answer', { answers: { waktu: 'k' } }],
    ['an unknown digit', { flags: 'A!' }],
    ['no rows', { count: 0 }],
  ])('%s', (_, change) => {
    expect(PulledResponses.safeParse({ ...columns, ...change }).success).toBe(false);
  });
});
