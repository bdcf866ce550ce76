import { createHash } from 'node:crypto';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { SealedPush } from '#protocol/device.ts';
import type { HandoverFile } from '#protocol/handover.ts';
import { writeHandover } from '#protocol/handover-write.ts';
import { PROTOCOL_VERSION } from '#protocol/version.ts';

export const AGENCY = '0190a000-0000-7000-8000-00000000a001';
const DEVICE = '7d1f0c3a-5b8e-4d0e-9a64-1c2f3e4d5b6a';
const KEYS = [
  ...['persyaratan', 'prosedur', 'waktu', 'biaya', 'produk'],
  ...['kompetensi', 'perilaku', 'sarana', 'pengaduan'],
];

/** A hand-over of `count` responses as a kiosk makes it: batches of 100, each response with what cannot be guessed. */
export function sampleParts(count: number): Omit<HandoverFile, 'format' | 'version' | 'digest'> {
  const random = bytesFrom(`seed ${count}`);
  let previousHash = '0'.repeat(64);
  const pushes: SealedPush[] = [];
  for (let from = 0; from < count; from += 100) {
    const items = Array.from({ length: Math.min(100, count - from) }, (_, index) => {
      const sequence = from + index + 1;
      const id = uuid7(1_786_900_000_000 + sequence * 61_733, random);
      const body = canonicalJson(response({ id, sequence, previousHash, random }));
      const hash = createHash('sha256').update(body).digest('hex');
      previousHash = hash;
      return { id, hash, body };
    });
    const device = { id: DEVICE, appVersion: '0.1.0', nextSequence: count + 1, unsent: count };
    const contact = { number: pushes.length + 1, nonce: random(16).toString('base64url') };
    pushes.push({
      authorization: `Device ${random(64).toString('base64url')}`,
      body: JSON.stringify({ protocol: PROTOCOL_VERSION, device: { ...device, contact }, items }),
    });
  }
  return { agency: AGENCY, label: 'Tablet 2', madeAt: '2026-08-17T09:30:00.000Z', pushes };
}

export function sampleFile(count: number): Promise<string> {
  return writeHandover(sampleParts(count));
}

interface Place {
  readonly id: string;
  readonly sequence: number;
  readonly previousHash: string;
  readonly random: (count: number) => Buffer;
}

function response({ id, sequence, previousHash, random }: Place): object {
  const profile = {
    usia: `${25 + (random(1)[0]! % 4) * 10}`,
    pendidikan: ['sma', 's1', 's2'][random(1)[0]! % 3],
  };
  return {
    ...{ format: 1, id, agency: AGENCY, activity: '0190a000-0000-7000-8000-0000000ac001' },
    questionnaire: { id: 'layanan', version: 1, hash: 'c'.repeat(64) },
    channel: 'kiosk',
    place: { device: DEVICE, sequence, previousHash },
    answers: Object.fromEntries(KEYS.map((key) => [key, 1 + (random(1)[0]! % 4)])),
    profile,
    comment: sequence % 5 === 0 ? `Pelayanan baik, kursi nomor ${random(3).toString('hex')} kurang.` : '',
    language: 'id',
    submittedAt: new Date(1_786_900_040_000 + sequence * 61_733).toISOString(),
    durationMs: 20_000 + random(2).readUInt16BE(),
    flags: [],
  };
}

/** An endless, repeatable run of bytes that no packer can shorten. */
function bytesFrom(seed: string): (count: number) => Buffer {
  let counter = 0;
  return (count) => {
    counter += 1;
    return createHash('sha512').update(`${seed} ${counter}`).digest().subarray(0, count);
  };
}

function uuid7(time: number, random: (count: number) => Buffer): string {
  const hex = time.toString(16).padStart(12, '0') + random(10).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `7${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
