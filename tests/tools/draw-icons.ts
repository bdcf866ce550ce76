/**
 * Draws the icons of both apps from their one SVG each: `node tests/tools/draw-icons.ts`. The files are committed; run
 * this again after changing a drawing.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { CHROMIUM_FLAGS, requireChromium } from './chromium.ts';

const PUBLIC = fileURLToPath(new URL('../../public', import.meta.url));

interface Icon {
  readonly suffix: string;
  readonly size: number;
  /** `full`: the ground fills the square, since the system cuts its own shape; the drawing stays in the safe middle. */
  readonly ground: 'rounded' | 'full';
  /** Size of the drawing in its square. */
  readonly scale: number;
}

const ICONS: readonly Icon[] = [
  { suffix: 'icon-192', size: 192, ground: 'rounded', scale: 1 },
  { suffix: 'icon-512', size: 512, ground: 'rounded', scale: 1 },
  { suffix: 'icon-maskable-512', size: 512, ground: 'full', scale: 0.82 },
  { suffix: 'apple-touch-icon', size: 180, ground: 'full', scale: 0.92 },
];

async function draw(page: Page, drawing: string, { size, ground, scale }: Icon): Promise<Buffer> {
  const radius = ground === 'full' ? '.ground { rx: 0; }' : '';
  const middle = `.drawing { transform: scale(${scale}); transform-origin: 256px 256px; }`;
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block } ${radius} ${middle}</style>${drawing}`,
  );
  return page.screenshot({ omitBackground: true });
}

const browser = await chromium.launch({ executablePath: requireChromium(), args: [...CHROMIUM_FLAGS] });
const page = await browser.newPage();
for (const app of ['survey', 'office']) {
  const drawing = await readFile(join(PUBLIC, `${app}-icon.svg`), 'utf8');
  for (const icon of ICONS) {
    await writeFile(join(PUBLIC, `${app}-${icon.suffix}.png`), await draw(page, drawing, icon));
  }
}
await browser.close();
