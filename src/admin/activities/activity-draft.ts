import type { ActivityCategory, ActivityStatus, Leader } from '#domain/activity.ts';
import type { DocumentBody } from '#protocol/document.ts';
import { endInstantOf, instantOf, wibOf } from './wib.ts';

/** An activity while a person fills in the form: dates and times on the clock of Jakarta, numbers as text. */
export interface ActivityDraft {
  name: string;
  category: ActivityCategory;
  date: string;
  start: string;
  /** Only set when the activity ends on another day. */
  endDate: string;
  end: string;
  place: string;
  organiser: string;
  leaders: Leader[];
  dress: string;
  status: ActivityStatus;
  officers: string;
  invited: string;
  notes: string;
}

export function emptyDraft(date: string): ActivityDraft {
  return {
    name: '',
    category: 'lainnya',
    date,
    start: '',
    endDate: '',
    end: '',
    place: '',
    organiser: '',
    leaders: [],
    dress: '',
    status: 'terjadwal',
    officers: '',
    invited: '',
    notes: '',
  };
}

export function draftOf(activity: DocumentBody<'activity'>): ActivityDraft {
  const start = wibOf(activity.start);
  const end = activity.end === null ? null : wibOf(activity.end);
  return {
    name: activity.name,
    category: activity.category,
    date: start.date,
    start: start.time,
    endDate: end === null || end.date === start.date ? '' : end.date,
    end: end?.time ?? '',
    place: activity.place,
    organiser: activity.organiser,
    leaders: [...activity.leaders],
    dress: activity.dress,
    status: activity.status,
    officers: activity.officers,
    invited: activity.invited === null ? '' : String(activity.invited),
    notes: activity.notes,
  };
}

export type DraftFields = Omit<DocumentBody<'activity'>, 'id' | 'exclusion' | 'survey'>;

/** What the draft says in the form of the document; `null` when date or times do not make sense. */
export function fieldsOf(draft: ActivityDraft): DraftFields | null {
  const start = instantOf({ date: draft.date, time: draft.start });
  if (start === null) return null;
  const endDate = draft.endDate === '' ? draft.date : draft.endDate;
  const wantsEnd = draft.end !== '' || draft.endDate !== '';
  const end = wantsEnd ? endInstantOf(start, endDate, draft.end === '' ? '23:59' : draft.end) : null;
  if ((wantsEnd && end === null) || endDate < draft.date) return null;
  return {
    name: draft.name.trim(),
    category: draft.category,
    start,
    end,
    place: draft.place.trim(),
    organiser: draft.organiser.trim(),
    leaders: draft.leaders,
    dress: draft.dress.trim(),
    status: draft.status,
    officers: draft.officers.trim(),
    invited: draft.invited.trim() === '' ? null : Number(draft.invited),
    notes: draft.notes.trim(),
  };
}
