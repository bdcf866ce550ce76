import { encode } from 'uqr';

export interface QrDrawing {
  /** Modules along one side, the quiet zone of four on each side included. */
  readonly size: number;
  /** SVG path of all dark modules, one unit each. */
  readonly path: string;
}

/** The width of the empty border that scanners need (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/**
 * How much of a code may be unreadable. `medium`: on paper, which may be creased. `low`: on a screen that is read at
 * once; the same text in fewer and larger modules.
 */
export type Correction = 'low' | 'medium';

/** A QR code as one SVG path. */
export function qrDrawing(text: string, correction: Correction = 'medium'): QrDrawing {
  const { data } = encode(text, { ecc: correction === 'low' ? 'L' : 'M', border: 0 });
  let path = '';
  data.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      let width = 1;
      while (row[x + width]) width += 1;
      path += `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h${width}v1h-${width}z`;
      x += width;
    }
  });
  return { size: data.length + 2 * QUIET_ZONE, path };
}
