import { describe, expect, it } from 'vitest';
import { draftOf, emptyDraft, fieldsOf } from '#admin/activities/activity-draft.ts';
import { anActivity } from './samples.ts';

describe('an activity in its form', () => {
  it('comes out as it went in', () => {
    const activity = anActivity({ end: '2026-09-04T03:00:00.000Z', invited: 1500, notes: 'Podium' });
    const { id: _id, exclusion: _exclusion, survey: _survey, ...fields } = activity;
    expect(fieldsOf(draftOf(activity))).toEqual(fields);
  });

  it('keeps the last day of one that lasts several days', () => {
    const activity = anActivity({ end: '2026-09-06T10:00:00.000Z' });
    const draft = draftOf(activity);
    expect(draft).toMatchObject({ date: '2026-09-04', endDate: '2026-09-06', end: '17:00' });
    expect(fieldsOf(draft)?.end).toBe(activity.end);
  });

  it('begins empty on a given day and needs a time', () => {
    const draft = emptyDraft('2026-09-04');
    expect(fieldsOf(draft)).toBeNull();
    expect(fieldsOf({ ...draft, name: ' Rapat ', start: '08:00' })).toMatchObject({
      name: 'Rapat',
      start: '2026-09-04T01:00:00.000Z',
      end: null,
      invited: null,
    });
  });

  it('ends late on the last day when only the day is given', () => {
    const draft = { ...emptyDraft('2026-09-04'), start: '08:00', endDate: '2026-09-05' };
    expect(fieldsOf(draft)?.end).toBe('2026-09-05T16:59:00.000Z');
  });

  it('is refused when it would end before the day it begins, or at no time', () => {
    const draft = { ...emptyDraft('2026-09-04'), start: '08:00' };
    expect(fieldsOf({ ...draft, endDate: '2026-09-03', end: '09:00' })).toBeNull();
    expect(fieldsOf({ ...draft, end: 'siang' })).toBeNull();
  });
});
