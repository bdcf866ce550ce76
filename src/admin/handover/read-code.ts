import { decodeQR } from 'qr/decode.js';

/** Reads the texts of QR codes in a picture; none is an empty list. */
export type CodeReader = (picture: ImageData) => Promise<string[]>;

interface Detector {
  detect(picture: ImageData): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorMaker {
  new (options: { readonly formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** The browser's own reader where it has one for QR codes, else the library's. */
export async function codeReader(): Promise<CodeReader> {
  const own = (globalThis as { readonly BarcodeDetector?: DetectorMaker }).BarcodeDetector;
  const formats = (await own?.getSupportedFormats().catch(() => [])) ?? [];
  if (own === undefined || !formats.includes('qr_code')) return (picture) => Promise.resolve(decode(picture));
  const detector = new own({ formats: ['qr_code'] });
  return async (picture) => (await detector.detect(picture)).map(({ rawValue }) => rawValue);
}

/** Most pictures of a camera hold no code that can be read: the library says so by throwing. */
export function decode(picture: {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}) {
  try {
    return [decodeQR(picture)];
  } catch {
    return [];
  }
}
