import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '#protocol/limits.ts';
import { isTooDeep, poisonedKey } from '#server/http/json-guard.ts';
import { anOpenSurvey, call, FieldDevice, openOffice, problemOf, reply, SURVEY } from './stage.ts';
import type { Office } from './stage.ts';

let office: Office;
let token: string;

beforeEach(async () => {
  office = await openOffice();
  ({ token } = await anOpenSurvey(office));
});

function push(body: unknown, headers: Record<string, string> = {}) {
  const authorization = `Link ${token}`;
  return call(office.survey, 'POST', `${SURVEY}/api/v1/push`, body, { authorization, ...headers });
}

/** A body of unknown length, as a chunked request brings it; counts the chunks that were asked for. */
function streamed(
  chunks: number,
  bytes: number,
): { stream: ReadableStream<Uint8Array>; asked: () => number } {
  let asked = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (asked === chunks) return controller.close();
      asked += 1;
      controller.enqueue(new Uint8Array(bytes).fill(0x20));
    },
  });
  return { stream, asked: () => asked };
}

describe('before a body is parsed', () => {
  test('its media type must be JSON', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      '',
      'application/jsonp',
    ]) {
      expect(problemOf(await push('{}', { 'content-type': type })), type).toBe('415 wrong-media-type');
    }
    expect(problemOf(await push('{}', { 'content-type': 'Application/JSON; charset=utf-8' }))).toBe(
      '400 bad-request',
    );
  });

  test('it must not be compressed: a bomb is never unpacked', async () => {
    const bomb = new Blob([new Uint8Array(gzipSync(Buffer.alloc(10_000_000)))]);
    for (const encoding of ['gzip', 'br', 'deflate', 'zstd']) {
      const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
      expect(problemOf(await push(bomb, headers)), encoding).toBe('415 wrong-media-type');
    }
  });

  test('the announced length is refused without reading a byte', async () => {
    const { stream, asked } = streamed(1000, 1024);
    const headers = {
      authorization: `Link ${token}`,
      'content-type': 'application/json',
      'content-length': '1024000',
    };
    const init = { method: 'POST', headers, body: stream, duplex: 'half' as const };
    const answer = await reply(await office.survey(new Request(`${SURVEY}/api/v1/push`, init)));
    expect(problemOf(answer)).toBe('413 too-large');
    expect(asked()).toBeLessThanOrEqual(1);
  });

  test('an endless body without a length is cut off soon after the limit', async () => {
    const { stream, asked } = streamed(1_000_000, 1024);
    const headers = { authorization: `Link ${token}`, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: stream, duplex: 'half' as const };
    const answer = await reply(await office.survey(new Request(`${SURVEY}/api/v1/push`, init)));
    expect(problemOf(answer)).toBe('413 too-large');
    expect(asked()).toBeLessThan(LIMITS.batchBytes / 1024 + 10);
  });

  test('a lying length does not let more through', async () => {
    const answer = await push(`{"pad":"${'x'.repeat(LIMITS.batchBytes)}"}`, { 'content-length': '10' });
    expect(problemOf(answer)).toBe('413 too-large');
    expect(problemOf(await push('{}', { 'content-length': '1e9' }))).toBe('400 bad-request');
  });

  test('it must not nest deeper than the limit, even by the ten thousands', async () => {
    expect(problemOf(await push('['.repeat(60_000)))).toBe('400 too-deep');
    expect(problemOf(await push('{"a":'.repeat(13) + '1' + '}'.repeat(13)))).toBe('400 too-deep');
  });

  test('it must be JSON in UTF-8', async () => {
    for (const body of ['', '{', 'null}', '{"a":1,}', '\u0000', "{'a':1}"]) {
      expect(problemOf(await push(body)), JSON.stringify(body)).toBe('400 bad-request');
    }
    const latin1 = new Blob([new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d])]);
    expect(problemOf(await push(latin1, { 'content-type': 'application/json' }))).toBe('400 bad-request');
  });

  test('keys that reach a prototype are refused wherever they stand', async () => {
    for (const key of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__']) {
      const answer = await push(`{"protocol":1,"device":{"${key}":{"x":1}},"items":[]}`);
      expect(problemOf(answer), key).toBe('400 unknown-keys');
    }
  });

  test('and a batch right at the limit is still taken', async () => {
    const device = new FieldDevice(office);
    const batch = JSON.stringify(device.batch([]));
    const padded = batch + ' '.repeat(LIMITS.batchBytes - batch.length);
    expect((await push(padded)).status).toBe(200);
    expect(problemOf(await push(`${padded} `))).toBe('413 too-large');
  });
});

describe('the depth of a text', () => {
  const deep = (text: string, limit: number) => isTooDeep(new TextEncoder().encode(text), limit);

  test('counts brackets outside of texts only', () => {
    expect(deep('{"a":[1,{"b":2}]}', 3)).toBe(false);
    expect(deep('{"a":[1,{"b":2}]}', 2)).toBe(true);
    expect(deep('"[[[[[["', 0)).toBe(false);
    expect(deep(String.raw`["\"[[[[", "\\", [1]]`, 2)).toBe(false);
    expect(deep(String.raw`["\\", [[1]]]`, 2)).toBe(true);
    expect(deep('[[], [], [], []]', 2)).toBe(false);
    expect(deep('"unfinished [[[', 0)).toBe(false);
  });

  test('a poisoned key is found in lists and in objects, an ordinary one is not', () => {
    expect(poisonedKey(JSON.parse('[1,{"a":[{"__proto__":1}]}]'))).toBe('__proto__');
    expect(poisonedKey({ proto: 1, list: ['__proto__', 'constructor'] })).toBeNull();
    expect(poisonedKey(null)).toBeNull();
  });
});
