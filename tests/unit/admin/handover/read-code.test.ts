import { encode } from 'uqr';
import { describe, expect, it, vi } from 'vitest';
import { decode } from '#admin/handover/read-code.ts';
import { FrameCollector, framesOf } from '#protocol/handover-frames.ts';
import { sampleFile } from '../../protocol/handover-sample.ts';

const WIDTH = 1280;
const HEIGHT = 720;

/** A camera's picture of a code: `scale` pixels a module, dim, uneven and never quite black. */
function pictureOf(text: string, scale: number) {
  const { data: modules, size } = encode(text, { ecc: 'L', border: 4 });
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(120);
  const [left, top] = [Math.floor((WIDTH - size * scale) / 2), Math.floor((HEIGHT - size * scale) / 2)];
  for (let y = 0; y < size * scale; y += 1) {
    for (let x = 0; x < size * scale; x += 1) {
      const isDark = modules[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true;
      const light = (isDark ? 45 : 190) + ((x * 7 + y * 13) % 23);
      data.fill(light, ((top + y) * WIDTH + left + x) * 4, ((top + y) * WIDTH + left + x) * 4 + 3);
    }
  }
  return { width: WIDTH, height: HEIGHT, data };
}

vi.setConfig({ testTimeout: 60_000 });

describe('reading codes from pictures of a camera', () => {
  it('gives a hand-over of twenty answers back, letter by letter', async () => {
    const file = await sampleFile(20);
    const collector = new FrameCollector();
    const frames = (await framesOf(file)).toReversed();
    // The tablet shows them in a cycle: one that was missed comes again.
    for (let round = 0; round < 5 && !collector.isComplete; round += 1) {
      for (const frame of frames) for (const text of decode(pictureOf(frame, 8))) collector.add(text);
    }
    expect(collector.isComplete).toBe(true);
    expect(await collector.file()).toBe(file);
  });

  it('finds nothing in a picture without a code', () => {
    const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(120);
    expect(decode({ width: WIDTH, height: HEIGHT, data })).toEqual([]);
  });
});
