import { installPackages, mayInstall } from './debian.ts';
import { findProgram } from './find-program.ts';

/** Where the three systems put a Chromium; the first that can be run is taken. */
const USUAL_PATHS: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Chromium without its window: the same engine and storage, started and driven with half the work. */
const SHELL_PATHS: readonly string[] = ['/usr/bin/chromium-headless-shell'];

/**
 * Flags for a browser that is driven by tests: no window, no traffic of its own. The sandbox cannot be used by root,
 * as which containers and build machines run.
 */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Path of a Chromium that can be run: `CHROME_PATH`, then the usual places; `null` when there is none. */
export function findChromium(): string | null {
  return findProgram('CHROME_PATH', USUAL_PATHS);
}

/**
 * A Chromium, installed with apt-get when this is Debian or Ubuntu, we are root and none is there. Throws an Error of one
 * line that says what to install where that is not possible.
 */
export function requireChromium(tell: (line: string) => void = console.log): string {
  const found = findChromium();
  if (found !== null) return found;
  const advice = 'Install Chromium or Google Chrome, or set CHROME_PATH to the program of one.';
  if (!mayInstall()) {
    throw new Error(`No Chromium was found, and it cannot be installed without root and apt-get. ${advice}`);
  }
  tell('No Chromium was found: installing the one of this system with apt-get …');
  try {
    installPackages(['chromium']);
  } catch (problem) {
    throw new Error(`${problem instanceof Error ? problem.message : String(problem)} ${advice}`, {
      cause: problem,
    });
  }
  const installed = findChromium();
  if (installed === null) throw new Error(`apt-get installed no Chromium in a usual place. ${advice}`);
  return installed;
}

/**
 * What stories run in that need no window: the program that `CHROME_PATH` names, then Chromium's headless shell, then the
 * whole Chromium. Throws as `requireChromium` does.
 */
export function headlessChromium(): string {
  return findProgram('CHROME_PATH', SHELL_PATHS) ?? requireChromium();
}

/** Installs Debian's headless shell where that may be done; without it the whole Chromium does, in twice the time. */
export function prepareHeadless(tell: (line: string) => void = console.log): void {
  if (findProgram('CHROME_PATH', SHELL_PATHS) === null && mayInstall()) {
    tell('Installing the headless shell of Chromium with apt-get …');
    try {
      installPackages(['chromium-headless-shell']);
    } catch (problem) {
      tell(problem instanceof Error ? problem.message : String(problem));
    }
  }
  tell(`Chromium: ${headlessChromium()}`);
}
