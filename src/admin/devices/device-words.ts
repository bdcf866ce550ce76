import type { Language } from '#domain/questionnaire.ts';
import type { DeviceSummary } from '#protocol/device.ts';
import { formatDistance } from '#ui/distance.ts';
import { formatNumber } from '#ui/format.ts';
import type { Warning } from './device-health.ts';
import type { DeviceTexts } from './texts.id.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Voice {
  readonly t: DeviceTexts;
  readonly language: Language;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function nameOf({ label, channel }: DeviceSummary, { t }: Voice): string {
  if (label !== '' && channel === 'kiosk') return label;
  return channel === 'kiosk' ? t.unnamed : t.phone;
}

/** "nomor 3, 7, 12 dan 40 lagi": which responses have not arrived. `most`: how many numbers are named. */
export function missingWords(device: DeviceSummary, most: number, { t, language }: Voice): string {
  const { missing, missingCount } = device;
  if (missingCount === 0) return t.complete;
  const named = missing.slice(0, most);
  const words = t.numbers(named.join(', '));
  const rest = missingCount - named.length;
  return rest > 0 ? `${words} ${t.more(formatNumber(rest, language))}` : words;
}

/** What is wrong and what to do about it. */
export function warningWords({ kind, count, since, clockAheadMs = 0 }: Warning, voice: Voice): string {
  const { t, language, now } = voice;
  const number = formatNumber(count, language);
  switch (kind) {
    case 'clock': {
      const side = clockAheadMs > 0 ? t.warnings.clock.ahead : t.warnings.clock.behind;
      return side(spanWords(clockAheadMs, voice));
    }
    case 'gap':
    case 'unsent':
      return t.warnings[kind](number, formatDistance(since, now, language));
    case 'signature':
      return t.warnings.signature(number);
    default:
      return t.warnings[kind];
  }
}

export function clockWords(clockAheadMs: number | undefined, voice: Voice): string {
  const { t } = voice;
  if (clockAheadMs === undefined) return t.notSaid;
  if (Math.abs(clockAheadMs) < MINUTE) return t.clockRight;
  const span = spanWords(clockAheadMs, voice);
  return clockAheadMs > 0 ? t.clockAhead(span) : t.clockBehind(span);
}

/** "7 menit", "3 jam": the length of a span of milliseconds, whatever its sign. */
function spanWords(span: number, { t, language }: Voice): string {
  const size = Math.abs(span);
  const number = (unit: number) => formatNumber(Math.round(size / unit), language);
  if (size < 2 * HOUR) return t.span.minutes(number(MINUTE));
  return size < 2 * DAY ? t.span.hours(number(HOUR)) : t.span.days(number(DAY));
}
