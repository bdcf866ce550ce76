const WIB_MINUTES = 7 * 60;

/** Whole minutes since 1970 UTC as date and time in Jakarta, "2026-08-17 10:05": the form that files have. */
export function minuteText(minute: number): string {
  return new Date((minute + WIB_MINUTES) * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}
