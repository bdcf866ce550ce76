import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'vite';

/** An empty page with one program, on an address of its own: what a module does in a real browser, without an app. */
export class BundledPage {
  readonly url: string;
  readonly close: () => void;

  private constructor(url: string, close: () => void) {
    this.url = url;
    this.close = close;
  }

  /** `entry`: path of the program, which is bundled as the apps are. */
  static async serve(entry: string): Promise<BundledPage> {
    const built = await build({
      configFile: false,
      logLevel: 'silent',
      build: { write: false, rolldownOptions: { input: entry } },
    });
    const output = Array.isArray(built) ? built[0] : built;
    if (!output || !('output' in output)) throw new Error(`${entry} was not built.`);
    const program = output.output[0].code;
    const server = createServer((request, response) => {
      const isProgram = request.url === '/program.js';
      response.setHeader('content-type', isProgram ? 'text/javascript' : 'text/html');
      response.end(isProgram ? program : '<!doctype html><script type="module" src="/program.js"></script>');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return new BundledPage(`http://127.0.0.1:${port}/`, () => server.close());
  }
}
