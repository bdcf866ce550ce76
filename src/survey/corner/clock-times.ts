/** "07:30" for the minute 450 of a day. */
export function timeOf(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** `null`: no time of a day. */
export function minutesOf(time: string): number | null {
  const found = /^(?<hours>[01]\d|2[0-3]):(?<minutes>[0-5]\d)$/.exec(time)?.groups;
  return found === undefined ? null : Number(found['hours']) * 60 + Number(found['minutes']);
}
