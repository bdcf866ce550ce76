import type { Activity } from '#domain/activity.ts';
import type { DocumentBody } from '#protocol/document.ts';
import { changedFields } from '../documents/changes.ts';
import type { AgendaEntry } from './rows.ts';

/** The activity that a new row becomes; what the row leaves empty is empty. */
export function newActivity(
  id: string,
  entry: AgendaEntry,
  questionnaire: { readonly id: string; readonly version: number } | null,
): DocumentBody<'activity'> {
  return {
    id,
    name: entry.name,
    category: entry.category,
    start: entry.start,
    end: entry.end,
    place: entry.place ?? '',
    organiser: entry.organiser ?? '',
    leaders: [...(entry.leaders ?? [])],
    dress: entry.dress ?? '',
    status: entry.status ?? 'terjadwal',
    officers: entry.officers ?? '',
    invited: entry.invited,
    notes: entry.notes ?? '',
    exclusion: null,
    survey: { open: true, closesAt: null, questionnaire },
  };
}

/**
 * The fields of an existing activity that a row changes. An empty cell changes nothing, and neither does the guessed
 * category: what a person has corrected stays.
 * @param timeGiven whether the row names a time; without one the start stays as it is
 */
export function updatedFields(
  existing: Activity,
  entry: AgendaEntry,
  timeGiven: boolean,
): Partial<DocumentBody<'activity'>> {
  const { category: _guessed, name: _known, start, ...given } = entry;
  const filled = Object.entries(given).filter(([, value]) => value !== null);
  return changedFields<Partial<DocumentBody<'activity'>>>(
    existing as DocumentBody<'activity'>,
    Object.fromEntries(timeGiven ? [['start', start], ...filled] : filled),
  );
}
