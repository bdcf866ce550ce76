import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KEEP_KIOSK } from '#pwa/kiosk-messages.ts';
import { keepCurrent, keepKioskParts } from '#pwa/registration.ts';
import type { UpdateOptions } from '#pwa/registration.ts';

/** Web Locks of one name over several tabs: shared ones together, an exclusive one alone, given in promises. */
class Locks {
  #shared = 0;
  #waiting: (() => void)[] = [];

  async request(
    _name: string,
    options: { mode?: string; signal?: AbortSignal },
    work: () => unknown,
  ): Promise<void> {
    if (options.mode === 'shared') {
      this.#shared += 1;
      await work();
      this.#shared -= 1;
      if (this.#shared === 0) this.#waiting.splice(0).forEach((go) => go());
      return;
    }
    await Promise.resolve();
    while (this.#shared > 0) await new Promise<void>((go) => this.#waiting.push(go));
    if (options.signal?.aborted === true) throw new DOMException('aborted', 'AbortError');
    await work();
  }
}

let locks: Locks;
const reload = vi.fn();
const onWaiting = vi.fn();

function openTab(changes: Partial<UpdateOptions> = {}) {
  const listeners = new Map<string, (event: { isUpdate?: boolean }) => void>();
  const workbox = {
    addEventListener: (type: string, listener: (event: object) => void) => void listeners.set(type, listener),
    register: vi.fn(async () => undefined),
    update: vi.fn(async () => undefined),
    messageSkipWaiting: vi.fn(),
  };
  const updates = keepCurrent({
    onWaiting,
    reload,
    workbox: workbox as unknown as NonNullable<UpdateOptions['workbox']>,
    locks: locks as unknown as LockManager,
    ...changes,
  });
  const tell = (type: string, event = {}): void => listeners.get(type)?.(event);
  return { updates, workbox, tell };
}

/** Locks are given and released in promises. */
async function rest(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  locks = new Locks();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a new version', () => {
  it('waits while a person is in the middle of something, and takes over when the page rests', async () => {
    const { updates, workbox, tell } = openTab();
    tell('waiting');
    await rest();
    expect(onWaiting).toHaveBeenCalledOnce();
    expect(workbox.messageSkipWaiting).not.toHaveBeenCalled();
    updates.setIdle(true);
    await rest();
    expect(workbox.messageSkipWaiting).toHaveBeenCalledOnce();
  });

  it('takes over at once on a page that rests already', async () => {
    const { updates, workbox, tell } = openTab();
    updates.setIdle(true);
    await rest();
    tell('waiting');
    await rest();
    expect(workbox.messageSkipWaiting).toHaveBeenCalledOnce();
  });

  it('waits for the other tabs as well', async () => {
    const resting = openTab();
    const busy = openTab();
    resting.updates.setIdle(true);
    resting.tell('waiting');
    await rest();
    expect(resting.workbox.messageSkipWaiting).not.toHaveBeenCalled();
    busy.updates.setIdle(true);
    await rest();
    expect(resting.workbox.messageSkipWaiting).toHaveBeenCalledOnce();
  });

  it('does not take over when this page became busy again while it waited for another', async () => {
    const page = openTab();
    const other = openTab();
    page.updates.setIdle(true);
    page.tell('waiting');
    await rest();
    page.updates.setIdle(false);
    other.updates.setIdle(true);
    await rest();
    expect(page.workbox.messageSkipWaiting).not.toHaveBeenCalled();
    page.updates.setIdle(true);
    await rest();
    expect(page.workbox.messageSkipWaiting).toHaveBeenCalledOnce();
  });

  it('is taken when a person asks for it', async () => {
    const { updates, workbox, tell } = openTab();
    tell('waiting');
    updates.takeNow();
    await rest();
    expect(workbox.messageSkipWaiting).toHaveBeenCalledOnce();
  });

  it('is asked of this page only where the browser has no locks', () => {
    const { updates, workbox, tell } = openTab({ locks: null });
    tell('waiting');
    updates.setIdle(true);
    expect(workbox.messageSkipWaiting).toHaveBeenCalledOnce();
  });
});

describe('the page is loaded with the new version', () => {
  it('once that controls it', () => {
    const { updates, tell } = openTab();
    updates.setIdle(true);
    tell('controlling', { isUpdate: true });
    expect(reload).toHaveBeenCalledOnce();
  });

  it('not under a person: only when they are done', () => {
    const { updates, tell } = openTab();
    tell('controlling', { isUpdate: true });
    expect(reload).not.toHaveBeenCalled();
    updates.setIdle(true);
    expect(reload).toHaveBeenCalledOnce();
  });

  it('not for the very first worker', () => {
    const { updates, tell } = openTab();
    updates.setIdle(true);
    tell('controlling', { isUpdate: false });
    expect(reload).not.toHaveBeenCalled();
  });
});

it('looks for a new version each hour, and lives on when there is no network', async () => {
  const { workbox } = openTab();
  workbox.update.mockRejectedValue(new TypeError('offline'));
  await vi.advanceTimersByTimeAsync(2 * 60 * 60 * 1000);
  expect(workbox.register).toHaveBeenCalledOnce();
  expect(workbox.update).toHaveBeenCalledTimes(2);
});

it('looks at once when staff ask for it, also where nobody answers', async () => {
  const { updates, workbox } = openTab();
  await updates.look();
  expect(workbox.update).toHaveBeenCalledOnce();
  workbox.update.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  await expect(updates.look()).resolves.toBeUndefined();
});

it('tells the worker that this device is a kiosk, and again when the network is back', async () => {
  const said: unknown[] = [];
  const serviceWorker = {
    ready: Promise.resolve({ active: { postMessage: (data: unknown) => said.push(data) } }),
  };
  vi.stubGlobal('navigator', { serviceWorker });
  keepKioskParts();
  await rest();
  dispatchEvent(new Event('online'));
  await rest();
  expect(said).toEqual([{ type: KEEP_KIOSK }, { type: KEEP_KIOSK }]);
  vi.unstubAllGlobals();
});
