import { isCalendarDate } from '#domain/calendar.ts';
import type { MediaKind, Release } from '#domain/release.ts';

export interface MediumGuess {
  readonly medium: string;
  readonly kind: MediaKind;
}

/** Platforms on which offices publish themselves; the name of a medium that the host alone tells. */
const PLATFORMS: readonly (readonly [string, string])[] = [
  ['instagram.com', 'Instagram'],
  ['facebook.com', 'Facebook'],
  ['fb.watch', 'Facebook'],
  ['youtube.com', 'YouTube'],
  ['youtu.be', 'YouTube'],
  ['tiktok.com', 'TikTok'],
  ['twitter.com', 'X'],
  ['x.com', 'X'],
  ['threads.net', 'Threads'],
  ['threads.com', 'Threads'],
];

/** Names of mass media as readers know them, where the host does not tell. */
const NAMES: readonly (readonly [string, string])[] = [
  ['radarbromo.jawapos.com', 'Radar Bromo'],
  ['jawapos.com', 'Jawa Pos'],
  ['detik.com', 'detikcom'],
  ['kompas.com', 'Kompas.com'],
  ['kompas.id', 'Kompas'],
  ['antaranews.com', 'ANTARA'],
  ['rri.co.id', 'RRI'],
  ['tvri.go.id', 'TVRI'],
  ['tribunnews.com', 'Tribunnews'],
  ['beritajatim.com', 'Beritajatim'],
  ['timesindonesia.co.id', 'TIMES Indonesia'],
  ['suarasurabaya.net', 'Suara Surabaya'],
  ['liputan6.com', 'Liputan6'],
  ['tempo.co', 'Tempo'],
];

/** The address behind a text that a person pasted, with the scheme that is often left out; `null` when there is none. */
export function readAddress(text: string): URL | null {
  const trimmed = text.trim();
  if (trimmed === '' || /\s/.test(trimmed)) return null;
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`);
    const usable = (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname.includes('.');
    return usable ? url : null;
  } catch {
    return null;
  }
}

/**
 * Medium and kind of an address: as this office named it the last time, else by what is known of the host, else the host
 * itself as a mass medium. Addresses of a government (`.go.id`) are the unit's own site.
 */
export function guessMedium(url: URL, earlier: readonly Release[]): MediumGuess {
  const host = plainHost(url);
  const known = earlier.findLast((release) => {
    const address = readAddress(release.url);
    return release.medium.trim() !== '' && address !== null && plainHost(address) === host;
  });
  if (known !== undefined) return { medium: known.medium, kind: known.mediaKind };
  const platform = nameOf(host, PLATFORMS);
  if (platform !== null) return { medium: platform, kind: 'media-sosial' };
  const medium = nameOf(host, NAMES);
  if (medium !== null) return { medium, kind: 'media-massa' };
  return { medium: host, kind: host.endsWith('.go.id') ? 'situs-sendiri' : 'media-massa' };
}

/** A date of publication that the address carries, `/2026/03/12/`; `null` when it carries none. */
export function guessDate(url: URL): string | null {
  const match = /\/(20\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)/.exec(url.pathname);
  if (match === null) return null;
  const date = `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : null;
}

/** A title from the words of the address, to be corrected by a person; empty when the address has no words. */
export function guessTitle(url: URL): string {
  const segments = url.pathname
    .split('/')
    .map((segment) => decode(segment).replace(/\.(html?|php|aspx?)$/i, ''));
  const words = segments
    .map((segment) => segment.split(/[-_+ ]+/).filter((word) => word !== '' && !/^[\d.]+$/.test(word)))
    .toSorted((a, b) => b.length - a.length)[0];
  if (words === undefined || words.length < 3) return '';
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function plainHost(url: URL): string {
  return url.hostname.toLowerCase().replace(/^(www|m|amp)\./, '');
}

function nameOf(host: string, names: readonly (readonly [string, string])[]): string | null {
  return names.find(([known]) => host === known || host.endsWith(`.${known}`))?.[1] ?? null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
