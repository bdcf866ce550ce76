import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { qrDrawing } from '#ui/qr-path.ts';

/** Draws the path back into modules, so that the test does not repeat how the path is made. */
function modulesOf(path: string): Set<string> {
  const dark = new Set<string>();
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let step = 0; step < Number(width); step += 1) dark.add(`${Number(x) + step},${y}`);
  }
  return dark;
}

describe('the drawing of a QR code', () => {
  const link = 'https://survei.example/#l=AQAAAAAAAAAEBohuW0a1b2c3d4e5f6';

  it('has exactly the dark modules of the code, four modules away from every edge', () => {
    const { data } = encode(link, { ecc: 'M', border: 0 });
    const { size, path } = qrDrawing(link);
    const expected = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`${x + 4},${y + 4}`] : [])));
    expect(modulesOf(path)).toEqual(new Set(expected));
    expect(size).toBe(data.length + 8);
  });

  it('has fewer modules where nothing can be creased', () => {
    const long = link.repeat(5);
    expect(qrDrawing(long, 'low').size).toBeLessThan(qrDrawing(long).size);
  });

  it('differs for different links', () => {
    expect(qrDrawing(link).path).not.toBe(qrDrawing(`${link}x`).path);
  });
});
