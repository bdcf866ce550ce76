import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { LIMITS } from '#protocol/limits.ts';
import { openOffice, problemOf } from './stage.ts';
import type { Office, Reply } from './stage.ts';

const PDF = Buffer.from('%PDF-1.4 isi kliping');
let office: Office;

beforeEach(async () => {
  office = await openOffice();
});

const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

function put(content: Buffer, type: string, hash = hashOf(content), headers = {}): Promise<Reply> {
  return office.as('komunikasi')('PUT', `clippings/${hash}`, new Blob([new Uint8Array(content)]), {
    'content-type': type,
    ...headers,
  });
}

test('only the four types are taken, and only when the bytes agree', async () => {
  const html = Buffer.from('<script>alert(1)</script>');
  expect(problemOf(await put(html, 'text/html'))).toBe('415 wrong-media-type');
  expect(problemOf(await put(html, 'image/svg+xml'))).toBe('415 wrong-media-type');
  expect(problemOf(await put(html, 'application/pdf'))).toBe('415 wrong-media-type');
  expect(problemOf(await put(PDF, 'image/png'))).toBe('415 wrong-media-type');
  const webp = Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(4), Buffer.from('WEBPVP8 ')]);
  const good: [Buffer, string][] = [
    [PDF, 'application/pdf'],
    [Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'image/png'],
    [webp, 'image/webp'],
  ];
  for (const [content, type] of good) expect((await put(content, type)).status, type).toBe(200);
});

test('the address must be the hash of the bytes', async () => {
  expect(problemOf(await put(PDF, 'application/pdf', 'a'.repeat(64)))).toBe('400 bad-request');
  expect(problemOf(await put(PDF, 'application/pdf', 'x'))).toBe('404 not-found');
});

test('three mebibytes are the limit, whatever length is announced', async () => {
  const large = Buffer.concat([PDF, Buffer.alloc(LIMITS.clippingBytes - PDF.length)]);
  expect((await put(large, 'application/pdf')).status).toBe(200);
  const larger = Buffer.concat([large, Buffer.alloc(1)]);
  expect(problemOf(await put(larger, 'application/pdf'))).toBe('413 too-large');
  expect(problemOf(await put(larger, 'application/pdf', undefined, { 'content-length': '5' }))).toBe(
    '413 too-large',
  );
});

test('comes back as a download that can do nothing', async () => {
  await put(PDF, 'application/pdf');
  await put(PDF, 'application/pdf');
  const answer = await office.as('pimpinan')('GET', `clippings/${hashOf(PDF)}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="kliping-[0-9a-f]{8}\.pdf"$/,
  );
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  const unknown = await office.as('pimpinan')('GET', `clippings/${'a'.repeat(64)}`);
  expect(problemOf(unknown)).toBe('404 not-found');
});

test('its bytes are those that were stored', async () => {
  await put(PDF, 'application/pdf');
  const stored = await office.storage.clippings.get(office.agency.id, hashOf(PDF));
  expect(Buffer.from(stored?.content ?? [])).toEqual(PDF);
});
