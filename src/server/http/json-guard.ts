const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Whether a JSON text nests deeper than `limit`; looks at the bytes only, so that nothing deep is ever parsed. */
export function isTooDeep(json: Uint8Array, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    switch (json[at]) {
      case QUOTE:
        at = endOfString(json, at);
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        depth += 1;
        if (depth > limit) return true;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth -= 1;
        break;
      default:
    }
  }
  return false;
}

/** Index of the quote that ends the string starting at `start`, or beyond the end of the text. */
function endOfString(json: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return at;
}

const POISONED_KEYS = ['__proto__', 'constructor', 'prototype'];

/** First key of a parsed JSON value that could reach an object's prototype, or `null`. */
export function poisonedKey(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value) && POISONED_KEYS.includes(key)) return key;
    const found = poisonedKey(inner);
    if (found !== null) return found;
  }
  return null;
}
