import { expect, test } from 'vitest';
import { crc32 } from '#protocol/crc32.ts';

test('the CRC is the one of zip and PNG', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array())).toBe(0);
});
