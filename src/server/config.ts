import { isIP } from 'node:net';
import { resolve } from 'node:path';

export interface Config {
  /** Absolute path of the folder that holds the database. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly adminPort: number;
  /** As people's browsers see them, without a slash at the end. */
  readonly surveyOrigin: string;
  readonly adminOrigin: string;
  readonly demo: boolean;
}

/** A setting that cannot be used. The message is one Indonesian line that names it. */
export class ConfigProblem extends Error {
  override readonly name = 'ConfigProblem';
}

const SETTINGS = ['DATA_DIR', 'HOST', 'PORT', 'ADMIN_PORT', 'SURVEY_ORIGIN', 'ADMIN_ORIGIN', 'DEMO'] as const;
type Setting = (typeof SETTINGS)[number];
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings once. Throws a ConfigProblem for a wrong value and for a name that is plainly meant for us but is
 * none of ours: one that starts with `SKM_`, or one that differs from a setting by a slip of the pen.
 */
export function readConfig(environment: Environment): Config {
  refuseUnknown(environment);
  const port = portOf(environment, 'PORT', 8080);
  const adminPort = portOf(environment, 'ADMIN_PORT', 8081);
  if (port === adminPort)
    throw new ConfigProblem(`ADMIN_PORT=${adminPort}: nomornya sama dengan PORT. Beri nomor lain.`);
  const host = hostOf(environment);
  const shown = isLoopback(host) || host === '0.0.0.0' || host === '::' ? 'localhost' : bracketed(host);
  const surveyOrigin = originOf(environment, 'SURVEY_ORIGIN') ?? `http://${shown}:${port}`;
  const adminOrigin = originOf(environment, 'ADMIN_ORIGIN') ?? `http://${shown}:${adminPort}`;
  if (surveyOrigin === adminOrigin) {
    const [name, other] = value(environment, 'ADMIN_ORIGIN')
      ? (['ADMIN_ORIGIN', 'survei'] as const)
      : (['SURVEY_ORIGIN', 'kantor'] as const);
    throw new ConfigProblem(
      `${name}=${adminOrigin}: sama dengan alamat ${other}. Survei dan kantor harus memiliki alamat sendiri-sendiri.`,
    );
  }
  return {
    dataDir: resolve(value(environment, 'DATA_DIR') ?? 'data'),
    host,
    port,
    adminPort,
    surveyOrigin,
    adminOrigin,
    demo: flagOf(environment, 'DEMO'),
  };
}

/** An empty setting counts as not set, as in most files of settings. */
function value(environment: Environment, name: Setting): string | null {
  const text = environment[name]?.trim() ?? '';
  return text === '' ? null : text;
}

function portOf(environment: Environment, name: 'PORT' | 'ADMIN_PORT', otherwise: number): number {
  const text = value(environment, name);
  if (text === null) return otherwise;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535)
    throw new ConfigProblem(`${name}=${text}: porta adalah bilangan 1 sampai 65535.`);
  return port;
}

function hostOf(environment: Environment): string {
  const text = value(environment, 'HOST') ?? '127.0.0.1';
  if (text === 'localhost' || isIP(text) !== 0) return text;
  throw new ConfigProblem(
    `HOST=${text}: tulis alamat IP komputer ini (127.0.0.1, atau 0.0.0.0 untuk semua).`,
  );
}

function originOf(environment: Environment, name: 'SURVEY_ORIGIN' | 'ADMIN_ORIGIN'): string | null {
  const text = value(environment, name);
  if (text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isBare = url !== null && url.href === `${url.origin}/` && !/[?#]/.test(text);
  if (url === null || !/^https?:$/.test(url.protocol) || !isBare) {
    throw new ConfigProblem(
      `${name}=${text}: tulis alamat lengkap tanpa jalur, misalnya https://survei.contoh.go.id.`,
    );
  }
  return url.origin;
}

function flagOf(environment: Environment, name: 'DEMO'): boolean {
  const text = value(environment, name);
  if (text === null || text === '0') return false;
  if (text === '1') return true;
  throw new ConfigProblem(`${name}=${text}: tulis 1 atau 0.`);
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

/** Names so common outside this program that a likeness means nothing. */
const FOREIGN = new Set(['PORT', 'HOST', 'HOSTNAME', 'HOSTTYPE', 'POST', 'DEMO', 'HOME']);

function refuseUnknown(environment: Environment): void {
  for (const name of Object.keys(environment)) {
    if (SETTINGS.some((setting) => setting === name) || FOREIGN.has(name)) continue;
    const meant = SETTINGS.find((setting) => looksLike(name, setting));
    if (meant !== undefined)
      throw new ConfigProblem(`${name}: setelan tidak dikenal. Apakah maksudnya ${meant}?`);
    if (name.startsWith('SKM_')) {
      throw new ConfigProblem(`${name}: setelan tidak dikenal. Yang ada: ${SETTINGS.join(', ')}.`);
    }
  }
}

/**
 * Whether a name was probably meant to be a setting: the same letters in other case or without the underscore, for the
 * short names two neighbours swapped, for the long ones one or two letters wrong.
 */
function looksLike(name: string, setting: Setting): boolean {
  const plain = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z]/g, '');
  const [a, b] = [plain(name.replace(/^SKM_/, '')), plain(setting)];
  if (a === b) return name !== setting;
  if (b.length < 7) return isSwapped(a, b);
  return distance(a, b) <= (b.length >= 9 ? 2 : 1);
}

/** Whether swapping two neighbours makes one word of the other. */
function isSwapped(a: string, b: string): boolean {
  return Array.from(
    a.slice(1),
    (letter, at) => `${a.slice(0, at)}${letter}${a[at]}${a.slice(at + 2)}`,
  ).includes(b);
}

/** Number of letters to add, drop, change or swap with a neighbour to get from one word to the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      }
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
