import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { decode } from '#admin/handover/read-code.ts';

/** Flags with which Chromium has one camera, allowed without a question, that films what is in the file. */
export function cameraThatFilms(file: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ];
}

/** How many pictures a second Chromium takes from a file of JPEGs. */
const PICTURES_A_SECOND = 30;

/**
 * Films a sequence of screens as a camera before them would: small in its picture, a little askew, dim and not quite
 * sharp; the film begins anew at its end. `screens`: PNG, each `ms` long. `canvas`: any page that may draw.
 */
export async function film(
  canvas: Page,
  file: string,
  screens: readonly Buffer[],
  ms: number,
): Promise<void> {
  const pictures = await canvas.evaluate(
    takePictures,
    screens.map((png) => png.toString('base64')),
  );
  const times = Math.round((ms / 1000) * PICTURES_A_SECOND);
  const jpegs = pictures.map((picture) => Buffer.from(picture, 'base64'));
  await writeFile(file, Buffer.concat(jpegs.flatMap((jpeg) => Array.from({ length: times }, () => jpeg))));
}

/** Runs in the page. */
async function takePictures(screens: readonly string[]): Promise<string[]> {
  const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const camera = new OffscreenCanvas(1280, 720);
  const drawing = camera.getContext('2d')!;
  const pictures: string[] = [];
  for (const screen of screens) {
    const image = await createImageBitmap(new Blob([bytesOf(screen)], { type: 'image/png' }));
    const scale = 640 / image.height;
    drawing.resetTransform();
    drawing.fillStyle = '#6d6a62';
    drawing.fillRect(0, 0, camera.width, camera.height);
    drawing.filter = 'brightness(0.8) blur(0.6px)';
    drawing.translate(camera.width / 2, camera.height / 2);
    drawing.rotate(-0.05);
    drawing.scale(scale, scale);
    drawing.drawImage(image, -image.width / 2, -image.height / 2);
    drawing.filter = 'none';
    const jpeg = await (await camera.convertToBlob({ type: 'image/jpeg', quality: 0.85 })).arrayBuffer();
    let letters = '';
    for (const byte of new Uint8Array(jpeg)) letters += String.fromCharCode(byte);
    pictures.push(btoa(letters));
  }
  return pictures;
}

/** The text of the QR code in a picture. `picture`: PNG. `canvas`: any page that may draw. Throws when there is none. */
export async function readCode(canvas: Page, picture: Buffer): Promise<string> {
  const { width, height, data } = await canvas.evaluate(pixelsOf, picture.toString('base64'));
  const [text] = decode({ width, height, data: new Uint8ClampedArray(data) });
  if (text === undefined)
    throw new Error(`The picture of ${width} x ${height} holds no code that can be read.`);
  return text;
}

/** Runs in the page. */
async function pixelsOf(png: string): Promise<{ width: number; height: number; data: number[] }> {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const { width, height } = image;
  const drawing = new OffscreenCanvas(width, height).getContext('2d')!;
  drawing.drawImage(image, 0, 0);
  return { width, height, data: [...drawing.getImageData(0, 0, width, height).data] };
}
