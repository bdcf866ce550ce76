import * as z from 'zod/mini';
import { canonicalJson } from '#domain/canonical-json.ts';
import { HandoverFile, ReceiptFile } from './handover.ts';
import { sha256Hex } from './hash.ts';
import { LIMITS } from './limits.ts';

/**
 * Why a file was not taken: `foreign` it is not one of ours; `wrong-kind` it is the other of our two; `other-version` a
 * newer build made it; `damaged` it is cut off or was changed; `empty` there is nothing in it; `too-large` it is larger
 * than any of ours; `other-agency` another agency's.
 */
export type FileRefusal =
  'foreign' | 'wrong-kind' | 'other-version' | 'damaged' | 'empty' | 'too-large' | 'other-agency';

/** Nothing of the file was used. */
export class FileRefused extends Error {
  readonly reason: FileRefusal;
  constructor(reason: FileRefusal) {
    super(`The file was refused: ${reason}.`);
    this.name = 'FileRefused';
    this.reason = reason;
  }
}

/**
 * The responses that a device could not send, from the text of its file. That nobody altered a push is for the endpoint
 * to verify. `agency`: id of the agency that reads. Throws FileRefused.
 */
export async function readHandover(text: string, agency: string): Promise<HandoverFile> {
  const file = await readSealed(text, 'skm-serah-terima', HandoverFile);
  if (file.agency !== agency) throw new FileRefused('other-agency');
  if (file.pushes.length === 0) throw new FileRefused('empty');
  return file;
}

/**
 * Receipts from the office, from the text of their file. That each is the endpoint's own is for the reader to verify by
 * its signature. `agency`: id of the agency of the device. Throws FileRefused.
 */
export async function readReceipt(text: string, agency: string): Promise<ReceiptFile> {
  const file = await readSealed(text, 'skm-tanda-terima', ReceiptFile);
  if (file.agency !== agency) throw new FileRefused('other-agency');
  if (file.answers.length === 0) throw new FileRefused('empty');
  return file;
}

const FORMATS = ['skm-serah-terima', 'skm-tanda-terima'] as const;

async function readSealed<F extends HandoverFile | ReceiptFile>(
  text: string,
  format: F['format'],
  schema: z.ZodMiniType<F>,
): Promise<F> {
  if (new TextEncoder().encode(text).length > LIMITS.handoverBytes) throw new FileRefused('too-large');
  const head = headOf(text);
  if (head === null) throw new FileRefused('foreign');
  if (head.format !== format) throw new FileRefused('wrong-kind');
  if (head.version !== 1) throw new FileRefused('other-version');
  const file = schema.safeParse(parse(text));
  if (!file.success) throw new FileRefused('damaged');
  const { digest, ...sealed } = file.data;
  if ((await sha256Hex(canonicalJson(sealed))) !== digest) throw new FileRefused('damaged');
  return file.data;
}

/** What the file says that it is, also when the rest of it is missing; `null`: none of ours. */
function headOf(text: string): { readonly format: string; readonly version: number } | null {
  const found = /^\s*\{\s*"format"\s*:\s*"([a-z-]+)"\s*,\s*"version"\s*:\s*(\d+)/.exec(text.slice(0, 200));
  const format = FORMATS.find((known) => known === found?.[1]);
  return format === undefined ? null : { format, version: Number(found?.[2]) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
