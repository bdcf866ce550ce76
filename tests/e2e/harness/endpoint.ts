import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../src/server/main.ts', import.meta.url));

/** The real endpoint in a process of its own, on free ports and a data folder that is thrown away. */
export class EndpointProcess {
  readonly surveyOrigin: string;
  readonly officeOrigin: string;
  readonly dataDir: string;
  readonly #environment: Record<string, string>;
  #child: ChildProcess | null = null;
  #setupLink: string | null = null;
  #output = '';

  private constructor(dataDir: string, survey: number, office: number, extra: Record<string, string>) {
    this.dataDir = dataDir;
    this.surveyOrigin = `http://localhost:${survey}`;
    this.officeOrigin = `http://localhost:${office}`;
    this.#environment = {
      ...inherited(),
      DATA_DIR: dataDir,
      PORT: String(survey),
      ADMIN_PORT: String(office),
      ...extra,
    };
  }

  /** Starts it and waits until both origins answer. `dataDir` continues on data that is there already. */
  static async start(
    options: { dataDir?: string; environment?: Record<string, string> } = {},
  ): Promise<EndpointProcess> {
    const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'skm-e2e-')));
    const [survey, office] = await freePorts(2);
    const endpoint = new EndpointProcess(dataDir, survey!, office!, options.environment ?? {});
    await endpoint.start();
    return endpoint;
  }

  /** The one-time link the program printed; throws when an account exists already. */
  get setupLink(): string {
    if (this.#setupLink === null) throw new Error(`The endpoint printed no set-up link:\n${this.#output}`);
    return this.#setupLink;
  }

  /** What it printed and logged so far. */
  get output(): string {
    return this.#output;
  }

  /** Starts it (again) on the same ports and data. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [MAIN], {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    // Whoever started it may be ended in the middle of a story.
    const endWithUs = (): boolean => child.kill('SIGKILL');
    process.once('exit', endWithUs);
    child.once('exit', () => process.off('exit', endWithUs));
    const ready = new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer): void => {
        this.#output += chunk.toString();
        const setup = /^Penyiapan: (\S+)$/m.exec(this.#output);
        if (setup !== null) this.#setupLink = setup[1]!;
        if (isReady(this.#output.slice(from))) resolve();
      };
      const from = this.#output.length;
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => reject(new Error(`The endpoint ended with ${code}:\n${this.#output}`)));
    });
    await ready;
  }

  /** Ends it without warning, as a power cut of the machine's process would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Asks it to end, as Ctrl-C does. */
  async stop(): Promise<void> {
    await this.#end('SIGINT');
  }

  /** Stops it and removes the data. */
  async dispose(): Promise<void> {
    await this.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

function isReady(output: string): boolean {
  return /^Survei {2}: /m.test(output) && /^Kantor {2}: /m.test(output);
}

/** Free ports of this moment; asked for together so that they differ. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

/** Our own settings must not leak from the machine into a test. */
function inherited(): Record<string, string> {
  const own = /^(DATA_DIR|HOST|PORT|ADMIN_PORT|SURVEY_ORIGIN|ADMIN_ORIGIN|DEMO|NODE_OPTIONS|VITEST.*)$/;
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => !own.test(entry[0])),
  );
}
