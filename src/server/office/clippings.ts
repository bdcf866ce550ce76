import { Hash } from '#protocol/common.ts';
import { sha256HexOfBytes } from '#protocol/hash.ts';
import { LIMITS } from '#protocol/limits.ts';
import { CLIPPING_TYPES } from '#protocol/office.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import { mediaType, readBytes } from '../http/body.ts';
import { Problem } from '../http/problem.ts';
import type { StaffCall } from './route.ts';

/** First bytes of each accepted type, as latin1; a dot stands for any byte. */
const SIGNATURES: Readonly<Record<(typeof CLIPPING_TYPES)[number], RegExp>> = {
  'application/pdf': /^%PDF-/,
  'image/jpeg': /^\xff\xd8\xff/,
  'image/png': /^\x89PNG\r\n\x1a\n/,
  'image/webp': /^RIFF[^]{4}WEBP/,
};

const EXTENSIONS = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
} as const;

/** Stores a clipping under the hash of its bytes; both the hash and the type are checked against the bytes. */
export async function putClipping({ endpoint, request, parameters, session }: StaffCall): Promise<Answer> {
  const hash = hashOf(parameters);
  const content = await readBytes(request, CLIPPING_TYPES, LIMITS.clippingBytes);
  const type = clippingType(mediaType(request));
  if (!SIGNATURES[type].test(Buffer.from(content.subarray(0, 16)).toString('latin1'))) {
    throw new Problem('wrong-media-type', `The file is not ${type}.`);
  }
  if ((await sha256HexOfBytes(content)) !== hash) {
    throw new Problem('bad-request', 'The address is not the SHA-256 of the file.');
  }
  const audit = { by: session.account.id, at: endpoint.now() };
  await endpoint.storage.clippings.add(session.agency.id, { hash, mediaType: type, content }, audit);
  return jsonAnswer({ marker: PROTOCOL_MARKER });
}

/** Gives a clipping as a download that could do nothing even if a browser opened it. */
export async function getClipping({ endpoint, parameters, session }: StaffCall): Promise<Answer> {
  const clipping = await endpoint.storage.clippings.get(session.agency.id, hashOf(parameters));
  if (clipping === null) throw new Problem('not-found', 'There is no such clipping.');
  const type = clippingType(clipping.mediaType);
  return {
    status: 200,
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="kliping-${clipping.hash.slice(0, 8)}.${EXTENSIONS[type]}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    },
    body: new Uint8Array(clipping.content),
  };
}

function hashOf(parameters: Readonly<Record<string, string>>): string {
  const hash = Hash.safeParse(parameters['sha256']);
  if (!hash.success) throw new Problem('not-found', 'A clipping is named by 64 lower-case hex digits.');
  return hash.data;
}

function clippingType(text: string): (typeof CLIPPING_TYPES)[number] {
  const type = CLIPPING_TYPES.find((known) => known === text);
  if (type === undefined) throw new Problem('wrong-media-type', 'Unknown type of clipping.');
  return type;
}
