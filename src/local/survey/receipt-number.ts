import type { Channel } from '#domain/response.ts';

/** Crockford's base 32: no I, L, O, U, so that a number read aloud is written down right. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The short number on the thank-you screen. On a kiosk `K`, two signs of the device and its running number
 * (`K7Q-0042`); on a phone `P` and six signs of the response (`P4M-X2R9`), since every phone begins at 1.
 * It helps people to talk about a response; it is not a key and need not be unique.
 */
export function receiptNumber(response: {
  readonly channel: Exclude<Channel, 'import'>;
  readonly id: string;
  readonly device: string;
  readonly sequence: number;
}): string {
  if (response.channel === 'kiosk') {
    return `K${tail(response.device, 2)}-${String(response.sequence).padStart(4, '0')}`;
  }
  const signs = tail(response.id, 6);
  return `P${signs.slice(0, 2)}-${signs.slice(2)}`;
}

/** The last random bits of an id. */
function tail(id: string, signs: number): string {
  let bits = Number.parseInt(id.replaceAll('-', '').slice(-8), 16);
  let text = '';
  for (let place = 0; place < signs; place += 1) {
    text = DIGITS[bits % 32]! + text;
    bits = Math.floor(bits / 32);
  }
  return text;
}
