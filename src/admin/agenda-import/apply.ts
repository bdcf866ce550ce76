import type { Activity } from '#domain/activity.ts';
import type { DocumentBody } from '#protocol/document.ts';
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

const UPDATED = [
  'end',
  'place',
  'organiser',
  'leaders',
  'dress',
  'status',
  'officers',
  'invited',
  'notes',
] as const;

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
  const changes: Record<string, unknown> = {};
  if (timeGiven && entry.start !== existing.start) changes['start'] = entry.start;
  for (const field of UPDATED) {
    const value = entry[field];
    if (value !== null && JSON.stringify(value) !== JSON.stringify(existing[field])) changes[field] = value;
  }
  return changes;
}
