/**
 * A hand-over file as a sequence of QR codes: the same bytes, deflated and cut into frames that are shown in an endless
 * cycle and may be read in any order. A frame is a text of the alphanumeric QR alphabet, which every reader gives back as
 * it is:
 *
 *     SKM1/<frame>/<frames>/<sequence>/<check>/<payload>
 *
 * `frame` counts from 1; `sequence` is the first 12 hex digits of the SHA-256 of the deflated bytes and tells one
 * hand-over from another; `check` is the CRC-32 of the payload's bytes (8 hex digits); the payload is base 45 (RFC 9285).
 */
import { fromBase45, toBase45 } from './base45.ts';
import { crc32 } from './crc32.ts';
import { sha256HexOfBytes } from './hash.ts';
import { LIMITS } from './limits.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Bytes of one frame. With its head it just fills a QR code of version 10 with correction L: 57 modules a side, which a
 * laptop's camera still tells apart when the code fills a third of its picture. Larger codes carry more and are missed
 * more often: twice the bytes in 77 modules were read every other time in the same blur.
 */
export const FRAME_BYTES = 236;
const FRAME = /^SKM1\/(\d{1,5})\/(\d{1,5})\/([0-9A-F]{12})\/([0-9A-F]{8})\/([0-9A-Z $%*+\-./:]+)$/;
const MOST_FRAMES = 99_999;

/** The frames of a file, in order. Throws a RangeError for more than can be counted. */
export async function framesOf(file: string): Promise<string[]> {
  const bytes = await piped(new TextEncoder().encode(file), new CompressionStream('deflate-raw'));
  const count = Math.max(1, Math.ceil(bytes.length / FRAME_BYTES));
  if (count > MOST_FRAMES) throw new RangeError(`${bytes.length} bytes are too many for QR codes.`);
  const sequence = (await sequenceOf(bytes)).toUpperCase();
  return Array.from({ length: count }, (_, index) => {
    const part = bytes.subarray(index * FRAME_BYTES, (index + 1) * FRAME_BYTES);
    return `SKM1/${index + 1}/${count}/${sequence}/${checkOf(part)}/${toBase45(part)}`;
  });
}

/**
 * What a frame that was read did: `new` it was missing; `known` it is there already; `other` it belongs to another
 * hand-over than the one being read; `foreign` it is no frame of ours or was not read right.
 */
export type FrameOutcome = 'new' | 'known' | 'other' | 'foreign';

/** Collects the frames of one hand-over, whichever is read first. Reading may be interrupted for as long as it is kept. */
export class FrameCollector {
  readonly #parts = new Map<number, Bytes>();
  #sequence: string | null = null;
  #count = 0;

  /** How many frames there are; 0 before the first was read. */
  get count(): number {
    return this.#count;
  }

  get read(): number {
    return this.#parts.size;
  }

  get isComplete(): boolean {
    return this.#count > 0 && this.#parts.size === this.#count;
  }

  /** Numbers of the frames that are still missing, in order. */
  missing(): number[] {
    return Array.from({ length: this.#count }, (_, index) => index + 1).filter(
      (frame) => !this.#parts.has(frame),
    );
  }

  add(text: string): FrameOutcome {
    const [, frame, count, sequence, check, payload] = FRAME.exec(text) ?? [];
    const part = payload === undefined ? null : fromBase45(payload);
    if (part === null || checkOf(part) !== check) return 'foreign';
    if (Number(frame) < 1 || Number(frame) > Number(count)) return 'foreign';
    if (this.#sequence === null) {
      this.#sequence = sequence!;
      this.#count = Number(count);
    }
    if (sequence !== this.#sequence || Number(count) !== this.#count) return 'other';
    if (this.#parts.has(Number(frame))) return 'known';
    this.#parts.set(Number(frame), part);
    return 'new';
  }

  /** The file, once it is complete. Throws a RangeError before, and when the parts do not make the file they came from. */
  async file(): Promise<string> {
    if (!this.isComplete) throw new RangeError(`${this.missing().length} frames are missing.`);
    const parts = [...this.#parts].sort(([a], [b]) => a - b).map(([, part]) => part);
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    if ((await sequenceOf(bytes)).toUpperCase() !== this.#sequence)
      throw new RangeError('The frames do not fit.');
    const file = await piped(bytes, new DecompressionStream('deflate-raw'), LIMITS.handoverBytes);
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  }
}

async function sequenceOf(bytes: Bytes): Promise<string> {
  return (await sha256HexOfBytes(bytes)).slice(0, 12);
}

function checkOf(bytes: Bytes): string {
  return crc32(bytes).toString(16).padStart(8, '0').toUpperCase();
}

/** Throws a RangeError when more than `most` bytes come out: a small sequence must not fill the memory. */
async function piped(
  bytes: Bytes,
  stream: CompressionStream | DecompressionStream,
  most = Infinity,
): Promise<Bytes> {
  const parts: Bytes[] = [];
  let size = 0;
  // Not every browser can walk a stream with a loop of its own.
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > most) throw new RangeError(`More than ${most} bytes.`);
    parts.push(next.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
