/**
 * What this browser can do for a kiosk, so that staff are told plainly what it cannot. Looking asks nobody anything and
 * changes nothing.
 */
export interface DeviceAbilities {
  /** Can be asked to keep the screen lit; whether it does is `VisitState.awake`. */
  readonly wakeLock: boolean;
  /** Can hand a file to another program of the device. */
  readonly share: boolean;
  /** Whether the browser promised not to clear this site's data when space runs out. */
  readonly persistence: Persistence;
  readonly install: Install;
  /** A file system of the site's own, beside the database. */
  readonly opfs: boolean;
  /** Tabs can agree on who sends. */
  readonly locks: boolean;
  readonly camera: boolean;
}

/** `pending`: not promised so far; a person has to answer, or the browser waits until the site has been used more. */
export type Persistence = 'granted' | 'denied' | 'pending' | 'missing';

/**
 * `by-hand`: Safari on iPhone and iPad, where only the person can do it, from the share menu; there an app that is not
 * installed loses its data after seven days without use.
 */
export type Install = 'installed' | 'can-ask' | 'by-hand' | 'not-possible';

/** The parts of a browser that are looked at; any of them may be missing. */
export interface LookedAt {
  readonly navigator: {
    readonly wakeLock?: unknown;
    readonly canShare?: unknown;
    readonly share?: unknown;
    readonly locks?: unknown;
    readonly mediaDevices?: { readonly getUserMedia?: unknown };
    readonly storage?: { persisted?(): Promise<boolean>; readonly getDirectory?: unknown };
    readonly permissions?: { query(what: { name: PermissionName }): Promise<{ readonly state: string }> };
    /** Only Safari on iPhone and iPad has it. */
    readonly standalone?: boolean;
  };
  matchMedia(query: string): { readonly matches: boolean };
}

/** `installable`: the browser has offered to be asked (`beforeinstallprompt`). Never rejects, never stays pending. */
export async function deviceAbilities(browser: LookedAt, installable: boolean): Promise<DeviceAbilities> {
  const { navigator } = browser;
  return {
    wakeLock: navigator.wakeLock !== undefined,
    share: navigator.share !== undefined && navigator.canShare !== undefined,
    persistence: await persistenceOf(navigator),
    install: installOf(browser, installable),
    opfs: navigator.storage?.getDirectory !== undefined,
    locks: navigator.locks !== undefined,
    camera: navigator.mediaDevices?.getUserMedia !== undefined,
  };
}

async function persistenceOf({ storage, permissions }: LookedAt['navigator']): Promise<Persistence> {
  if (storage?.persisted === undefined) return 'missing';
  try {
    if (await storage.persisted()) return 'granted';
    const permission = await permissions?.query({ name: 'persistent-storage' });
    return permission?.state === 'denied' ? 'denied' : 'pending';
  } catch {
    // A browser without this name of a permission rejects the question; the promise was not given either way.
    return 'pending';
  }
}

function installOf(browser: LookedAt, installable: boolean): Install {
  const { navigator } = browser;
  const shownAs = (mode: string): boolean => browser.matchMedia(`(display-mode: ${mode})`).matches;
  if (shownAs('standalone') || shownAs('fullscreen') || navigator.standalone === true) return 'installed';
  if (installable) return 'can-ask';
  return navigator.standalone === undefined ? 'not-possible' : 'by-hand';
}
