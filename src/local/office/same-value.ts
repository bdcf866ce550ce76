import { canonicalJson } from '#domain/canonical-json.ts';

/** Equal as JSON, whatever the order of keys; `undefined` equals only itself. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonicalJson(a) === canonicalJson(b);
}
