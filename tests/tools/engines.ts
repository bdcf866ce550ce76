import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium.ts';
import { installPackages, mayInstall } from './debian.ts';
import { findProgram } from './find-program.ts';

export type EngineName = 'Chromium' | 'Firefox' | 'WebKitGTK';

/** The paths of what drives an engine, or one line that says what is missing. */
export type Found<Programs> = { readonly programs: Programs } | { readonly missing: string };

export interface WebKitPrograms {
  readonly driver: string;
  /** Runs the small browser of the tests, see `webkit-browser.gjs`. */
  readonly gjs: string;
  /** The screen that its window is on. */
  readonly xvfb: string;
}

interface EngineOnThisMachine {
  readonly name: EngineName;
  /** Debian's packages for it. */
  readonly packages: readonly string[];
  readonly find: () => Found<unknown>;
}

/** The three engines that people's browsers are made of. */
export const ENGINES: readonly EngineOnThisMachine[] = [
  {
    name: 'Chromium',
    packages: ['chromium'],
    find: () => {
      const chromium = findChromium();
      return chromium === null
        ? { missing: 'install Chromium or set CHROME_PATH' }
        : { programs: { chromium } };
    },
  },
  { name: 'Firefox', packages: ['firefox-esr'], find: findFirefox },
  {
    name: 'WebKitGTK',
    packages: ['webkit2gtk-driver', 'gir1.2-webkit2-4.1', 'gjs', 'libgl1-mesa-dri', 'xvfb'],
    find: findWebKit,
  },
];

/** `FIREFOX_PATH`, then the usual places. One inside a snap cannot be used: it cannot see a profile of the tests. */
export function findFirefox(): Found<{ readonly firefox: string }> {
  const firefox = findProgram('FIREFOX_PATH', [
    '/usr/bin/firefox-esr',
    '/usr/lib/firefox/firefox',
    '/usr/lib64/firefox/firefox',
    '/opt/firefox/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ]);
  return firefox === null
    ? { missing: 'install Firefox (on Debian firefox-esr) or set FIREFOX_PATH' }
    : { programs: { firefox } };
}

/** Only as Linux distributions build it, with its driver; no variable names one. */
export function findWebKit(): Found<WebKitPrograms> {
  const driver = findProgram('WEBKIT_DRIVER_PATH', ['/usr/bin/WebKitWebDriver']);
  const gjs = findProgram('GJS_PATH', ['/usr/bin/gjs']);
  const xvfb = findProgram('XVFB_PATH', ['/usr/bin/Xvfb']);
  const missing = [
    ...(driver === null ? ['WebKitWebDriver (Debian: webkit2gtk-driver)'] : []),
    ...(xvfb === null ? ['Xvfb (Debian: xvfb)'] : []),
    ...(gjs === null ? ['gjs'] : hasBinding(gjs) ? [] : ['WebKit for gjs (Debian: gir1.2-webkit2-4.1)']),
  ];
  if (driver === null || gjs === null || xvfb === null || missing.length > 0)
    return { missing: `install ${missing.join(', ')}` };
  return { programs: { driver, gjs, xvfb } };
}

function hasBinding(gjs: string): boolean {
  const program = 'imports.gi.versions.WebKit2 = "4.1"; imports.gi.WebKit2;';
  return spawnSync(gjs, ['-c', program], { stdio: 'ignore' }).status === 0;
}

/** Installs what is missing where that is possible, one engine at a time; one that cannot be had is no failure. */
export function prepareEngines(tell: (line: string) => void = console.log): void {
  for (const { name, packages, find } of ENGINES) {
    if ('missing' in find() && mayInstall()) {
      tell(`${name} was not found: installing ${packages.join(' ')} with apt-get …`);
      try {
        installPackages(packages);
      } catch (problem) {
        tell(problem instanceof Error ? problem.message : String(problem));
      }
    }
    const found = find();
    tell('missing' in found ? `${name}: not here, ${found.missing}` : `${name}: found`);
  }
}
