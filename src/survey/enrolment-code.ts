/** Letters and digits of the random part; the number of the agency stands before them. */
const RANDOM_SIGNS = 8;
/** Crockford's alphabet leaves out what is taken for something else; whoever writes it means the other. */
const MEANT: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/**
 * The code that somebody typed or heard read aloud, in its exact form (`1-7K3M-Q9PX`): case, spaces, dashes and signs
 * that look alike do not matter. `null` when something is missing or is no sign of a code.
 */
export function readEnrolmentCode(typed: string): string | null {
  const signs = typed
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[OIL]/g, (sign) => MEANT[sign] ?? sign);
  const [number, random] = [signs.slice(0, -RANDOM_SIGNS), signs.slice(-RANDOM_SIGNS)];
  if (!/^\d{1,10}$/.test(number) || !/^[0-9A-HJKMNP-TV-Z]{8}$/.test(random)) return null;
  return `${Number(number)}-${random.slice(0, 4)}-${random.slice(4)}`;
}
