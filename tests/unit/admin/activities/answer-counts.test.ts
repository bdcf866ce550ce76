import { describe, expect, it } from 'vitest';
import { countAnswers, totalOf } from '#admin/activities/answer-counts.ts';
import type { ResponseColumns } from '#local/office/columns.ts';

function chunk(rows: readonly (readonly [activity: string | null, channel: number])[]): ResponseColumns {
  const activities = [...new Set(rows.map(([activity]) => activity))];
  return {
    chunk: 1,
    count: rows.length,
    activities,
    activity: Uint16Array.from(rows, ([activity]) => activities.indexOf(activity)),
    questionnaires: [],
    questionnaire: new Uint16Array(rows.length),
    channel: Uint8Array.from(rows, ([, channel]) => channel),
    submittedMinute: new Int32Array(rows.length),
    flags: new Uint8Array(rows.length),
    answers: {},
    profile: {},
  };
}

describe('the number of answers of an activity', () => {
  it('is counted by channel over all chunks', () => {
    const counts = countAnswers([
      chunk([
        ['a', 0],
        ['a', 1],
        ['b', 0],
      ]),
      chunk([
        ['a', 1],
        ['a', 2],
      ]),
    ]);
    expect(counts.get('a')).toEqual({ kiosk: 1, link: 2, import: 1 });
    expect(counts.get('b')).toEqual({ kiosk: 1, link: 0, import: 0 });
    expect(totalOf(counts.get('a'))).toBe(4);
  });

  it('leaves out imports that name only a period', () => {
    expect([
      ...countAnswers([
        chunk([
          [null, 2],
          ['a', 0],
        ]),
      ]).keys(),
    ]).toEqual(['a']);
  });

  it('is nothing for an activity without answers', () => {
    expect(totalOf(countAnswers([]).get('a'))).toBe(0);
  });
});
