import { Workbox } from 'workbox-window';
import { KEEP_KIOSK } from './kiosk-messages.ts';
import { RESCUE_SCOPE, RESCUE_WORKER } from './rescue-files.ts';
import { trustedScriptUrl } from './trusted-script-url.ts';

/** Held, shared, by every tab in which a person is in the middle of something. */
const BUSY_LOCK = 'skm-busy';
const LOOK_AGAIN_MS = 60 * 60 * 1000;

export interface AppUpdates {
  /** Whether this page could be replaced now without anybody losing or noticing anything. Begins as `false`. */
  setIdle(idle: boolean): void;
  /** The person asked for the new version: it is taken as soon as no other tab is busy. */
  takeNow(): void;
  /** Looks for a new version now; resolves also when nobody could be asked. */
  look(): Promise<void>;
}

export interface UpdateOptions {
  /** A new version is there and waits. */
  readonly onWaiting?: () => void;
  readonly reload?: () => void;
  readonly workbox?: Pick<Workbox, 'addEventListener' | 'register' | 'update' | 'messageSkipWaiting'>;
  /** `null`: a browser without Web Locks, where only this page can be asked. */
  readonly locks?: LockManager | null;
}

/**
 * Registers the app's service worker and keeps the app current: a new version waits until this page is idle and no
 * other tab is busy, takes over, and the page is loaded again with it. Never before.
 */
export function keepCurrent(options: UpdateOptions = {}): AppUpdates {
  const {
    onWaiting = () => undefined,
    reload = () => location.reload(),
    workbox = new Workbox(trustedScriptUrl('/sw.js')),
    locks = navigator.locks ?? null,
  } = options;
  let idle = false;
  let waiting = false;
  let outdated = false;
  let release: () => void = () => undefined;
  let asking: AbortController | null = null;

  function act(): void {
    if (!idle) return;
    if (outdated) reload();
    else if (waiting && asking === null) {
      asking = new AbortController();
      whenNobodyIsBusy(locks, asking.signal, () => workbox.messageSkipWaiting());
    }
  }

  function setIdle(now: boolean): void {
    if (now === idle) return;
    idle = now;
    release();
    asking?.abort();
    asking = null;
    if (!idle) release = hold(locks);
    act();
  }

  workbox.addEventListener('waiting', () => {
    waiting = true;
    onWaiting();
    act();
  });
  workbox.addEventListener('controlling', ({ isUpdate }) => {
    outdated = isUpdate === true;
    act();
  });
  release = hold(locks);
  void workbox.register().catch(() => undefined);
  const look = (): Promise<void> => workbox.update().catch(() => undefined);
  setInterval(() => void look(), LOOK_AGAIN_MS);
  return {
    setIdle,
    takeNow: () => setIdle(true),
    look,
  };
}

/** Tells the worker that this device is a kiosk, so that it keeps what only kiosks need. */
export function keepKioskParts(): void {
  const tell = async (): Promise<void> => {
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ type: KEEP_KIOSK });
  };
  void tell();
  // Without network not all may have been there to keep.
  addEventListener('online', () => void tell());
}

/** Registers the rescue page's own worker, so that the page is there whatever becomes of the app and its worker. */
export function keepRescuePage(): void {
  const address = trustedScriptUrl(RESCUE_WORKER);
  void navigator.serviceWorker.register(address, { scope: RESCUE_SCOPE }).catch(() => undefined);
}

/** Holds the busy lock until the returned function is called. */
function hold(locks: LockManager | null): () => void {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  void locks?.request(BUSY_LOCK, { mode: 'shared' }, () => held);
  return release;
}

/** Acts once every tab has let go of the busy lock, unless `signal` says that this one is busy again. */
function whenNobodyIsBusy(locks: LockManager | null, signal: AbortSignal, act: () => void): void {
  if (locks === null) act();
  else void locks.request(BUSY_LOCK, { signal }, act).catch(() => undefined);
}
