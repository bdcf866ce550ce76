import type { SurveyDatabase } from './database.ts';

/** What staff have set on this tablet; it stays here and is told to nobody. */
export interface KioskSettings {
  /** Seconds without a touch until an abandoned form is wiped; `null`: as the office says. */
  readonly idleSeconds: number | null;
  /** `null`: as the questionnaire says. */
  readonly optionOrder: 'worst-first' | 'best-first' | null;
  readonly languages: 'both' | 'id' | 'en';
  /** A short tone at the thank-you. */
  readonly sound: boolean;
  /** Minutes of the day in WIB between which people may answer; `null`: always. `from` may be later than `to`. */
  readonly hours: { readonly from: number; readonly to: number } | null;
  /** The event that is taking place, and since when (milliseconds since 1970); the app is not updated meanwhile. */
  readonly running: { readonly activity: string; readonly since: number } | null;
  /** Staff have ended the tablet's duty: nobody may answer until they begin it again. */
  readonly offDuty: boolean;
}

/** A mark that nobody takes away ends by itself: no event is longer. */
export const RUNNING_MS = 12 * 60 * 60 * 1000;

export const DEFAULT_SETTINGS: KioskSettings = {
  ...{ idleSeconds: null, optionOrder: null, languages: 'both', sound: false, hours: null },
  ...{ running: null, offDuty: false },
};

export function kioskSettings(db: SurveyDatabase): Promise<KioskSettings> {
  return db.read(['meta'], async ({ meta }) => {
    const kept = (await meta.get('kiosk-settings'))?.value as Partial<KioskSettings> | undefined;
    return { ...DEFAULT_SETTINGS, ...kept };
  });
}

/** Whether an event is marked as taking place at `now` (milliseconds since 1970). */
export function isRunning({ running }: Pick<KioskSettings, 'running'>, now: number): boolean {
  return running !== null && Math.abs(now - running.since) < RUNNING_MS;
}
