/** Now as ISO 8601 UTC, cut to the minute: figures as seen within one minute are worked out once. */
export function thisMinute(): string {
  return `${new Date().toISOString().slice(0, 16)}:00.000Z`;
}
