import { canonicalJson } from '#domain/canonical-json.ts';
import type { HandoverFile, ReceiptFile } from './handover.ts';
import { sha256Hex } from './hash.ts';

/** Text of a hand-over file. */
export function writeHandover(parts: Omit<HandoverFile, 'format' | 'version' | 'digest'>): Promise<string> {
  const { agency, label, madeAt, pushes } = parts;
  return sealed({ format: 'skm-serah-terima', version: 1, agency, label, madeAt }, { pushes });
}

/** Text of a receipt file. */
export function writeReceipt(parts: Omit<ReceiptFile, 'format' | 'version' | 'digest'>): Promise<string> {
  const { agency, madeAt, answers } = parts;
  return sealed({ format: 'skm-tanda-terima', version: 1, agency, madeAt }, { answers });
}

/** The long part comes last, so that a file that was cut off still says what it was. */
async function sealed(head: object, content: object): Promise<string> {
  const digest = await sha256Hex(canonicalJson({ ...head, ...content }));
  return JSON.stringify({ ...head, digest, ...content });
}
