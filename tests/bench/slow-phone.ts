import type { Page } from 'playwright-core';
import { Device } from '../e2e/harness/browser.ts';
import { requireChromium } from '../tools/chromium.ts';
import { watchTaps } from './tap-watch.ts';

const CPU_SLOWDOWN = 4;
/** The slow one: 1.6 Mbit/s in bytes a second, and milliseconds of waiting for each answer. */
const NETWORKS = {
  slow: { offline: false, downloadThroughput: 200_000, uploadThroughput: 200_000, latency: 150 },
  none: { offline: true, downloadThroughput: -1, uploadThroughput: -1, latency: 0 },
} as const;

/** One person's phone that nothing has been loaded on yet, with a processor and a network as slow as we promise for. */
export class SlowPhone {
  readonly device: Device;

  private constructor(device: Device) {
    this.device = device;
  }

  static async open(): Promise<SlowPhone> {
    return new SlowPhone(await Device.open({ hasTouch: true, program: requireChromium() }));
  }

  /**
   * A tab that is watched, on the slow processor unless it is said; `network` `as is` for what waits for no network.
   * Without one it is the browser itself that has none: cutting requests in the driver would make each of them wait for
   * the driver.
   */
  async tab(
    network: keyof typeof NETWORKS | 'as is',
    visitor: 'eager' | 'led',
    processor: 'slow' | 'as is' = 'slow',
  ): Promise<Page> {
    const page = await this.device.page();
    const debug = await this.device.context.newCDPSession(page);
    if (processor === 'slow') await debug.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    if (network !== 'as is') {
      await debug.send('Network.enable');
      await debug.send('Network.emulateNetworkConditions', NETWORKS[network]);
    }
    await page.addInitScript(watchTaps, visitor === 'eager');
    return page;
  }

  /** Megabytes of objects that the page still holds. */
  async heap(page: Page): Promise<number> {
    const debug = await this.device.context.newCDPSession(page);
    await debug.send('HeapProfiler.collectGarbage');
    await debug.send('Performance.enable');
    const { metrics } = await debug.send('Performance.getMetrics');
    const used = metrics.find(({ name }) => name === 'JSHeapUsedSize');
    if (used === undefined) throw new Error('The browser does not tell how much memory is used.');
    return used.value / 1e6;
  }

  async dispose(): Promise<void> {
    await this.device.dispose();
  }
}
