import { readonly, shallowRef } from 'vue';
import { keepCurrent } from '#pwa/registration.ts';
import type { AppUpdates } from '#pwa/registration.ts';

/** What Chromium offers when the app can be installed; other browsers install from their own menu. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

const ready = shallowRef(false);
const taking = shallowRef(false);
const offer = shallowRef<InstallOffer | null>(null);
let updates: AppUpdates | null = null;

/** A new version waits. */
export const updateReady = readonly(ready);
/** The person asked for it; other tabs of the app may still hold it up. */
export const updateTaken = readonly(taking);
/** The app can be installed on this device. */
export const installOffer = readonly(offer);

/** Begins to keep the app current and to listen for the offer to install it; called once, by the page. */
export function watchInstallation(): void {
  updates = keepCurrent({ onWaiting: () => (ready.value = true) });
  document.addEventListener('visibilitychange', () => updates?.setIdle(taking.value || isIdle()));
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer.value = event as InstallOffer;
  });
  addEventListener('appinstalled', () => (offer.value = null));
}

/** A tab nobody sees, in which nobody can have left half-entered data behind, may be replaced. */
function isIdle(): boolean {
  return document.hidden && document.querySelector('form') === null;
}

export function takeUpdate(): void {
  taking.value = true;
  updates?.takeNow();
}

export async function install(): Promise<void> {
  const waiting = offer.value;
  offer.value = null;
  await waiting?.prompt();
}
