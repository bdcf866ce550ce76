import fc from 'fast-check';
import { encode } from 'uqr';
import { describe, expect, test } from 'vitest';
import { fromBase45, toBase45 } from '#protocol/base45.ts';
import { FRAME_BYTES, FrameCollector, framesOf } from '#protocol/handover-frames.ts';
import { sampleFile } from './handover-sample.ts';

describe('a hand-over as QR frames', () => {
  test('is the same file again, in whatever order and however often its frames are read', async () => {
    const file = await sampleFile(60);
    const frames = await framesOf(file);
    expect(frames.length).toBeGreaterThan(10);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(frames, { minLength: frames.length }),
        fc.array(fc.constantFrom(...frames)),
        async (order, again) => {
          const collector = new FrameCollector();
          for (const frame of [...again, ...order]) expect(collector.add(frame)).toMatch(/new|known/);
          expect(collector.isComplete).toBe(true);
          expect(await collector.file()).toBe(file);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('says how far it is, and which frames are missing', async () => {
    const frames = await framesOf(await sampleFile(20));
    const collector = new FrameCollector();
    expect([collector.count, collector.read, collector.isComplete]).toEqual([0, 0, false]);
    expect(collector.add(frames[2]!)).toBe('new');
    expect(collector.add(frames[2]!)).toBe('known');
    expect([collector.count, collector.read]).toEqual([frames.length, 1]);
    expect(collector.missing()).toEqual(frames.map((_, index) => index + 1).filter((frame) => frame !== 3));
    await expect(collector.file()).rejects.toThrow(`${frames.length - 1} frames are missing`);
  });

  test('never mixes two hand-overs, and takes nothing that is not a frame or was read wrong', async () => {
    const [mine, others] = [await framesOf(await sampleFile(20)), await framesOf(await sampleFile(21))];
    const collector = new FrameCollector();
    collector.add(mine[0]!);
    expect(collector.add(others[1]!)).toBe('other');
    expect(collector.add('https://survei.example/#e=1-ABCD-EFGH')).toBe('foreign');
    expect(collector.add(mine[1]!.slice(0, -1))).toBe('foreign');
    expect(collector.add(mine[1]!.replace(/^SKM1\/2\//, 'SKM1/99999/'))).toBe('foreign');
    const last = mine[1]!.at(-1) === '0' ? '1' : '0';
    expect(collector.add(mine[1]!.slice(0, -1) + last)).toBe('foreign');
    expect(collector.read).toBe(1);
  });

  test('fits, each frame, into a code of 57 modules a side in the alphabet that costs least', async () => {
    for (const frame of (await framesOf(await sampleFile(100))).slice(0, 3)) {
      expect(encode(frame, { ecc: 'L', border: 0 }).size).toBeLessThanOrEqual(57);
    }
    const longest = `SKM1/99999/99999/ABCDEF012345/01234567/${toBase45(new Uint8Array(FRAME_BYTES))}`;
    expect(encode(longest, { ecc: 'L', border: 0 }).size).toBe(57);
  });

  test('needs so few codes that, at five a second, 20 responses pass in 3 seconds and 100 in 10', async () => {
    expect((await framesOf(await sampleFile(20))).length).toBeLessThanOrEqual(15);
    expect((await framesOf(await sampleFile(100))).length).toBeLessThanOrEqual(50);
  });
});

test('base 45 is the one of RFC 9285', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(toBase45(bytes('AB'))).toBe('BB8');
  expect(toBase45(bytes('Hello!!'))).toBe('%69 VD92EX0');
  expect(toBase45(bytes('base-45'))).toBe('UJCLQE7W581');
  expect(fromBase45('QED8WEX0')).toEqual(bytes('ietf!'));
  for (const wrong of ['GGW', ':::', 'A', 'a00', 'ZZ']) expect(fromBase45(wrong)).toBeNull();
  fc.assert(
    fc.property(fc.uint8Array(), (bytesOfAnyKind) => {
      expect(fromBase45(toBase45(bytesOfAnyKind))).toEqual(bytesOfAnyKind);
    }),
  );
});
