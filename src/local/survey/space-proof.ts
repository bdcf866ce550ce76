import { StoreFull } from '../store-problem.ts';
import type { SurveyDatabase } from './database.ts';

/** About as much as two thousand responses need with everything kept beside them. */
export const PROOF_BYTES = 8 * 1024 * 1024;
/** Browsers give random bytes in pieces. */
const PIECE = 65_536;

/**
 * `full`: the browser refused. `altered`: it gave back other bytes than it took. `ms`: how long writing took, for good and
 * on the disk.
 */
export type SpaceProof =
  { readonly kind: 'room'; readonly ms: number } | { readonly kind: 'full' } | { readonly kind: 'altered' };

/**
 * Whether there is really room, by writing where responses are written, reading it back and removing it again:
 * estimates of browsers do not know the disk. Bytes that cannot be packed. Throws when the store cannot be used at all.
 */
export async function proveSpace(db: SurveyDatabase, bytes = PROOF_BYTES): Promise<SpaceProof> {
  const value = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += PIECE) crypto.getRandomValues(value.subarray(at, at + PIECE));
  const begun = performance.now();
  try {
    await db.write(['meta'], ({ meta }) => meta.put({ key: 'space-proof', value }));
    const ms = performance.now() - begun;
    const kept = await db.read(['meta'], ({ meta }) => meta.get('space-proof'));
    return isSame(kept?.value, value) ? { kind: 'room', ms } : { kind: 'altered' };
  } catch (error) {
    if (error instanceof StoreFull) return { kind: 'full' };
    throw error;
  } finally {
    await db.write(['meta'], ({ meta }) => meta.delete('space-proof')).catch(() => undefined);
  }
}

function isSame(kept: unknown, written: Uint8Array): boolean {
  if (!(kept instanceof Uint8Array) || kept.length !== written.length) return false;
  return kept.every((byte, place) => byte === written[place]);
}
