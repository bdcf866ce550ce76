/** Activity (kegiatan): one entry of the city's agenda. */

export const ACTIVITY_STATUSES = ['terjadwal', 'berlangsung', 'selesai', 'ditunda', 'batal'] as const;
export type ActivityStatus = (typeof ACTIVITY_STATUSES)[number];

export const ACTIVITY_CATEGORIES = [
  'upacara',
  'rapat',
  'kunjungan',
  'audiensi',
  'peresmian',
  'sosialisasi',
  'keagamaan',
  'lainnya',
] as const;
export type ActivityCategory = (typeof ACTIVITY_CATEGORIES)[number];

export const LEADERS = ['wali-kota', 'wakil-wali-kota', 'sekda', 'asisten', 'diwakilkan'] as const;
export type Leader = (typeof LEADERS)[number];

/** When and with what an activity can be rated. */
export interface SurveyWindow {
  readonly open: boolean;
  /** ISO 8601 UTC; responses submitted (device clock) after it are kept and flagged `after-close`. */
  readonly closesAt: string | null;
  readonly questionnaire: { readonly id: string; readonly version: number } | null;
  /** Only people with a personal code may open it by link. Absent: everybody with the link. */
  readonly invitedOnly?: boolean | undefined;
}

export interface Activity {
  readonly id: string;
  readonly name: string;
  readonly category: ActivityCategory;
  /** ISO 8601 UTC. The start decides the period; a multi-day activity counts once. */
  readonly start: string;
  readonly end: string | null;
  readonly place: string;
  /** Perangkat daerah that organises it. */
  readonly organiser: string;
  readonly leaders: readonly Leader[];
  readonly dress: string;
  readonly status: ActivityStatus;
  /** Protocol officers on duty, as free text names of roles or teams. */
  readonly officers: string;
  readonly invited: number | null;
  readonly notes: string;
  /** Written reason why this entry does not count for IKU 1; `null` when it counts. */
  readonly exclusion: string | null;
  readonly survey: SurveyWindow;
}

/**
 * Whether an entry took place, as seen at `asOf` (ISO 8601 UTC). Cancelled and postponed entries did not. One that was
 * only "scheduled" counts once its start has passed: leaving forgotten entries out would flatter the percentage.
 */
export function tookPlace(activity: Pick<Activity, 'status' | 'start'>, asOf: string): boolean {
  switch (activity.status) {
    case 'batal':
    case 'ditunda':
      return false;
    case 'selesai':
    case 'berlangsung':
      return true;
    case 'terjadwal':
      return Date.parse(activity.start) <= Date.parse(asOf);
  }
}
