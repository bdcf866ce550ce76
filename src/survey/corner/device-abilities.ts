import { canShareFiles } from '../handover/save-file.ts';

/** What this browser can do for a kiosk. Looking asks nobody anything and changes nothing. */
export interface DeviceAbilities {
  /** Can be asked to keep the screen lit; whether it does is `VisitState.awake`. */
  readonly wakeLock: boolean;
  /** Whether the browser promised not to clear this site's data when space runs out. */
  readonly persistence: Persistence;
  readonly install: Install;
  /** Can give a file to other apps. */
  readonly share: boolean;
}

/** `pending`: not promised so far; a person has to answer, or the browser waits until the site has been used more. */
export type Persistence = 'granted' | 'denied' | 'pending' | 'missing';

/**
 * `by-hand`: Safari on iPhone and iPad, where only the person can do it, from the share menu; there an app that is not
 * installed loses its data after seven days without use.
 */
export type Install = 'installed' | 'by-hand' | 'not-installed';

/** The parts of a browser that are looked at; any of them may be missing. */
export interface LookedAt {
  readonly navigator: {
    readonly wakeLock?: unknown;
    canShare?(data: { files: File[] }): boolean;
    readonly storage?: { persisted?(): Promise<boolean> };
    readonly permissions?: { query(what: { name: PermissionName }): Promise<{ readonly state: string }> };
    /** Only Safari on iPhone and iPad has it. */
    readonly standalone?: boolean;
  };
  matchMedia(query: string): { readonly matches: boolean };
}

/** Never rejects, never stays pending. */
export async function deviceAbilities(browser: LookedAt): Promise<DeviceAbilities> {
  return {
    wakeLock: browser.navigator.wakeLock !== undefined,
    persistence: await persistenceOf(browser.navigator),
    install: installOf(browser),
    share: canShareFiles(browser.navigator),
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

function installOf({ navigator, matchMedia }: LookedAt): Install {
  const shownAs = (mode: string): boolean => matchMedia(`(display-mode: ${mode})`).matches;
  if (shownAs('standalone') || shownAs('fullscreen') || navigator.standalone === true) return 'installed';
  return navigator.standalone === undefined ? 'not-installed' : 'by-hand';
}
