import type { Clipping } from '#domain/release.ts';
import { sha256HexOfBytes } from '#protocol/hash.ts';
import { LIMITS } from '#protocol/limits.ts';
import { CLIPPING_TYPES } from '#protocol/office.ts';
import type { OfficeDatabase } from './database.ts';
import type { ClippingRow } from './rows.ts';

/** A file that cannot be kept as a clipping; nothing was kept. */
export class ClippingNotFit extends Error {
  readonly reason: 'too-large' | 'wrong-type' | 'empty';
  constructor(fileName: string, reason: ClippingNotFit['reason']) {
    const most = `${LIMITS.clippingBytes / 1024 / 1024} MiB`;
    super(
      `"${fileName}" cannot be kept as a clipping (${reason}): ${CLIPPING_TYPES.join(', ')}, at most ${most}.`,
    );
    this.name = 'ClippingNotFit';
    this.reason = reason;
  }
}

/** Keeps a file until the endpoint has it, and returns what a release says about it. Throws ClippingNotFit. */
export async function keepClipping(
  db: OfficeDatabase,
  file: { readonly fileName: string; readonly mediaType: string; readonly content: Uint8Array<ArrayBuffer> },
): Promise<Clipping> {
  const { fileName, mediaType, content } = file;
  if (content.length === 0) throw new ClippingNotFit(fileName, 'empty');
  if (content.length > LIMITS.clippingBytes) throw new ClippingNotFit(fileName, 'too-large');
  if (!CLIPPING_TYPES.some((type) => type === mediaType)) throw new ClippingNotFit(fileName, 'wrong-type');
  const sha256 = await sha256HexOfBytes(content);
  await db.run((tables) =>
    tables.transaction('rw', tables.clippings, async () => {
      const known = await tables.clippings.get(sha256);
      if (known?.state === 'stored') return;
      await tables.clippings.put({ sha256, mediaType, content, state: 'waiting', detail: null });
    }),
  );
  return { fileName, mediaType, bytes: content.length, sha256 };
}

/** A clipping kept on this device, also while offline; `null` when only the endpoint has it. */
export function getClipping(db: OfficeDatabase, sha256: string): Promise<ClippingRow | null> {
  return db.run((tables) => tables.clippings.get(sha256).then((row) => row ?? null));
}

/** The next file to deliver; `null` when none waits. */
export function nextClipping(db: OfficeDatabase): Promise<ClippingRow | null> {
  return db.run((tables) =>
    tables.clippings
      .where({ state: 'waiting' })
      .first()
      .then((row) => row ?? null),
  );
}

/** What became of a file that was sent. */
export function settleClipping(
  db: OfficeDatabase,
  sha256: string,
  state: 'stored' | 'refused',
  detail: string | null = null,
): Promise<void> {
  return db.run((tables) => tables.clippings.update(sha256, { state, detail }).then(() => undefined));
}
