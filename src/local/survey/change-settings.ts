import type { SurveyDatabase } from './database.ts';
import { DEFAULT_SETTINGS } from './kiosk-settings.ts';
import type { KioskSettings } from './kiosk-settings.ts';

export const IDLE_SECONDS = { least: 15, most: 300 } as const;

/** Changes some of them; returns all. Throws a RangeError, and changes nothing, for a time out of bounds. */
export async function changeSettings(
  db: SurveyDatabase,
  changes: Partial<KioskSettings>,
): Promise<KioskSettings> {
  const { idleSeconds = null, hours = null } = changes;
  if (idleSeconds !== null && !isWithin(idleSeconds, IDLE_SECONDS.least, IDLE_SECONDS.most)) {
    throw new RangeError(`idleSeconds: ${IDLE_SECONDS.least} to ${IDLE_SECONDS.most}, not ${idleSeconds}.`);
  }
  for (const minute of hours === null ? [] : [hours.from, hours.to]) {
    if (!isWithin(minute, 0, 24 * 60 - 1)) throw new RangeError(`hours: no minute of the day: ${minute}.`);
  }
  return db.write(['meta'], async ({ meta }) => {
    const kept = (await meta.get('kiosk-settings'))?.value as Partial<KioskSettings> | undefined;
    const value = { ...DEFAULT_SETTINGS, ...kept, ...changes };
    await meta.put({ key: 'kiosk-settings', value });
    return value;
  });
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
