import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessibilityBreaches, Device, SIZES } from './harness/browser.ts';
import { Field } from './harness/field.ts';
import { NOTICES } from './harness/notices.ts';
import { answerQuestions, sendAndBeThanked, waitForScreen } from './harness/respondent.ts';

const FOURS = Array.from({ length: 9 }, () => 4);
const WITHOUT_SCROLLING = ['smallPhone', 'phone', 'tablet', 'tabletLandscape', 'laptop'] as const;

/** Parts of the staff corner, with something that is only there when they are drawn. */
const CORNER = [
  ['Ringkasan', 'Jawaban terbaru'],
  ['Pemeriksaan', 'Ruang penyimpanan'],
  ['Kegiatan', 'Perbarui daftar'],
  ['Serah terima', 'Baca tanda terima'],
  ['Pengaturan', 'Simpan pengaturan'],
  ['Aplikasi', 'Buka halaman penyelamatan'],
] as const;

let field: Field;
let device: Device | null = null;

beforeAll(async () => {
  field = await Field.prepare({ DEMO: '1' });
});
afterAll(async () => {
  await field.dispose();
});
afterEach(async () => {
  await device?.dispose();
  device = null;
});

async function open(size: keyof typeof SIZES, options = {}): Promise<Page> {
  device = await Device.open({ viewport: SIZES[size], hasTouch: true, ...options });
  return device.page();
}

/**
 * Nothing for axe to find, no sideways scrolling, touch targets large enough. `demo`: how often the mark of demo data
 * stands there; only an event has it.
 */
async function expectGoodScreen(page: Page, name: string, demo = 1): Promise<void> {
  await waitForScreen(page, name);
  expect(await accessibilityBreaches(page), name).toEqual([]);
  const found = await page.evaluate(() => {
    const visible = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });
    const targets = [...document.querySelectorAll('button, label:has(input)')].filter(visible);
    return {
      sideways: document.documentElement.scrollWidth - innerWidth,
      small: targets
        .filter((target) => target.getBoundingClientRect().height < 55.5)
        .map((one) => one.outerHTML),
      demo: [...document.querySelectorAll('.demo')].filter(visible).length,
      headings: [...document.querySelectorAll('h1')].filter(visible).length,
    };
  });
  expect(found, name).toEqual({ sideways: 0, small: [], demo, headings: 1 });
}

describe.each(['phone', 'tabletLandscape'] as const)('every screen on a %s', (size) => {
  it('of a phone’s path is accessible', async () => {
    const page = await open(size);
    await page.goto(await field.phoneLink(`Aksesibilitas ${size}`));
    await page.locator('[data-slot=name]:not(:empty)').waitFor();
    await expectGoodScreen(page, 'welcome');
    await page.locator('.start').click();
    await expectGoodScreen(page, 'question');
    await answerQuestions(page, FOURS);
    await page.getByRole('button', { name: 'Kembali' }).click();
    await page.getByLabel('Perempuan').check();
    await expectGoodScreen(page, 'profile');
    await page.getByRole('button', { name: 'Lanjut' }).click();
    await expectGoodScreen(page, 'comment');
    await sendAndBeThanked(page, 'Baik');
    await expectGoodScreen(page, 'thanks');
    await page.reload();
    await expectGoodScreen(page, 'answered');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Thank you').waitFor();
    await expectGoodScreen(page, 'answered');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
  });

  it('of a kiosk is accessible', async () => {
    const page = await open(size);
    const events = [await field.activity('Kios satu'), await field.activity('Kios dua')];
    await page.goto(await field.kioskEnrolment(events));
    await expectGoodScreen(page, 'events');
    await page.getByRole('button', { name: 'Gunakan kegiatan ini' }).click();
    await expectGoodScreen(page, 'attract');
    await page.getByRole('button', { name: 'Sudut petugas' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Buat PIN petugas' }).waitFor();
    await expectGoodScreen(page, 'corner');
    await page.keyboard.type('135790');
    await page.getByRole('heading', { name: 'Ulangi PIN' }).waitFor();
    await page.keyboard.type('135790');
    await page.getByRole('heading', { name: 'Sudut petugas' }).waitFor();
    for (const [section, shown] of CORNER) {
      await page.getByRole('button', { name: section }).click();
      await page.getByText(shown).first().waitFor();
      await expectGoodScreen(page, 'corner');
    }
    await page.getByRole('button', { name: 'Kembali' }).click();
    await waitForScreen(page, 'attract');
    await page.clock.install();
    await page.locator('.attract-start').click();
    await page.clock.runFor(47_000);
    await page.locator('.idle').waitFor();
    expect(await accessibilityBreaches(page)).toEqual([]);
  });

  it('on which staff enrol a tablet is accessible', async () => {
    const page = await open(size);
    await page.goto(field.endpoint.surveyOrigin);
    await waitForScreen(page, 'notice');
    await page.getByRole('button', { name: 'Punya kode perangkat?' }).click();
    await expectGoodScreen(page, 'enrolment', 0);
    await page.getByLabel('Kode perangkat').fill('7k3m');
    await page.getByRole('button', { name: 'Daftarkan' }).click();
    await page.getByText('Kode belum lengkap').waitFor();
    await expectGoodScreen(page, 'enrolment', 0);
  });
});

describe('a page that explains why there is no form', () => {
  let shared: Device;
  beforeAll(async () => {
    shared = await Device.open({ viewport: SIZES.smallPhone, hasTouch: true });
  });
  afterAll(async () => {
    await shared.dispose();
  });

  it.each(NOTICES)('%s', async (title, reach) => {
    const page = await shared.page();
    const address = await reach(page, field);
    await page.goto(new URL(address, field.endpoint.surveyOrigin).href);
    await waitForScreen(page, 'notice');
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    for (const size of ['smallPhone', 'tabletLandscape'] as const) {
      await page.setViewportSize(SIZES[size]);
      expect(await accessibilityBreaches(page), size).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), size).toBe(0);
    }
    await page.context().unrouteAll();
    await page.close();
  });
});

describe('a question', () => {
  it('fits every size without scrolling', async () => {
    const page = await open('phone');
    await page.goto(await field.phoneLink('Ukuran'));
    await page.locator('.start').click();
    await waitForScreen(page, 'question');
    for (const size of WITHOUT_SCROLLING) {
      await page.setViewportSize(SIZES[size]);
      const room = await page.evaluate(() => {
        const demo = document.querySelector('.demo:not([hidden])')?.getBoundingClientRect().height ?? 0;
        return innerHeight + demo - document.documentElement.scrollHeight;
      });
      expect(room, size).toBeGreaterThanOrEqual(0);
    }
  });

  it('is told apart without colours, in forced colours too', async () => {
    const page = await open('phone', { forcedColors: 'active' });
    await page.goto(await field.phoneLink('Kontras tinggi'));
    await page.locator('.start').click();
    await waitForScreen(page, 'question');
    const drawings = await page
      .locator('.question .face')
      .evaluateAll((faces) => faces.map((face) => face.innerHTML));
    expect(new Set(drawings).size).toBe(4);
    await page.locator('.question input[value="2"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('button', { name: 'Lanjut' }).waitFor();
    expect(await accessibilityBreaches(page)).toEqual([]);
  });

  it('does not move for people who asked for calm', async () => {
    const page = await open('tablet', { reducedMotion: 'reduce' });
    await page.goto(await field.kioskEnrolment([await field.activity('Tenang')], 'Tablet 2'));
    await waitForScreen(page, 'attract');
    const moving = await page.evaluate(
      () => document.getAnimations().filter((animation) => animation.playState === 'running').length,
    );
    expect(moving).toBe(0);
  });
});

describe('with the keyboard alone', () => {
  beforeEach(async () => {
    await open('laptop', { hasTouch: false });
  });

  /** Presses Tab until the focus is on what is wanted; fails when the page has no such stop. */
  async function tabTo(page: Page, selector: string): Promise<void> {
    for (let stop = 0; stop < 40; stop += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    }
    throw new Error(`Tab never reached ${selector}.`);
  }

  it('the whole path can be gone, and arrows alone never answer', async () => {
    const page = await device!.page();
    await page.goto(await field.phoneLink('Papan ketik'));
    await page.locator('[data-slot=name]:not(:empty)').waitFor();
    await tabTo(page, '.start');
    await page.keyboard.press('Enter');
    for (let question = 1; question <= 9; question += 1) {
      await page.locator('.progress-words:visible', { hasText: `${question} dari 9` }).waitFor();
      await tabTo(page, '.question:not([hidden]) input');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => page.locator('.progress-words:visible').innerText()).toBe(`${question} dari 9`);
      await page.keyboard.press(question % 2 === 0 ? 'Enter' : 'Space');
    }
    await waitForScreen(page, 'profile');
    await tabTo(page, '.foot-next');
    await page.keyboard.press('Enter');
    await waitForScreen(page, 'comment');
    await tabTo(page, '.comment-text');
    await page.keyboard.type('Dari papan ketik');
    await tabTo(page, '.foot-next');
    await page.keyboard.press('Enter');
    await waitForScreen(page, 'thanks');
    await page.locator('.lead', { hasText: 'Diterima' }).waitFor();
    expect((await field.received()).map(({ comment }) => comment)).toContain('Dari papan ketik');
  });
});
