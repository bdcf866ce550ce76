/** What only the browser can tell about this tablet; looking changes nothing. */
import { COUNT_MISSING } from '#pwa/kiosk-messages.ts';
import { deviceAbilities } from './device-abilities.ts';
import type { DeviceAbilities } from './device-abilities.ts';

export interface BrowserFacts {
  readonly abilities: DeviceAbilities;
  /** Files of the app that are not kept here; `null`: no worker answers. */
  readonly missingFiles: number | null;
  /** `null`: the browser does not tell. `level`: 0 to 1. */
  readonly battery: { readonly level: number; readonly charging: boolean } | null;
}

interface Battery {
  readonly level: number;
  readonly charging: boolean;
}

const ANSWER_MS = 3_000;

export async function browserFacts(): Promise<BrowserFacts> {
  const [abilities, missingFiles, battery] = await Promise.all([
    deviceAbilities({ navigator, matchMedia: (query) => matchMedia(query) }),
    askForMissingFiles(),
    readBattery(),
  ]);
  return { abilities, missingFiles, battery };
}

/** The worker looks for each file of the app where it keeps them. */
async function askForMissingFiles(): Promise<number | null> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const worker = registration?.active ?? null;
  if (worker === null) return null;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<number | null>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
    setTimeout(() => resolve(null), ANSWER_MS);
  });
  worker.postMessage({ type: COUNT_MISSING }, [port2]);
  return answer;
}

async function readBattery(): Promise<BrowserFacts['battery']> {
  const { getBattery } = navigator as Navigator & { getBattery?: () => Promise<Battery> };
  try {
    const battery = await getBattery?.call(navigator);
    return battery ? { level: battery.level, charging: battery.charging } : null;
  } catch {
    return null;
  }
}
