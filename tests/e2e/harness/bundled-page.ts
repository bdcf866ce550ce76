import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'vite';
import type { Rolldown } from 'vite';

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
    const files = await bundled(entry);
    // Workers are files of their own beside the program.
    const scripts = new Map(files.map((file) => [`/${file.fileName}`, contentOf(file)]));
    scripts.set('/program.js', files[0].code);
    const server = createServer((request, response) => {
      const script = scripts.get(request.url ?? '');
      response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
      response.end(script ?? '<!doctype html><script type="module" src="/program.js"></script>');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return new BundledPage(`http://127.0.0.1:${port}/`, () => server.close());
  }
}

/** A program with everything it imports; the first file is where it begins. */
export async function bundled(entry: string): Promise<Rolldown.RolldownOutput['output']> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: entry } },
  });
  const output = Array.isArray(built) ? built[0] : built;
  if (!output || !('output' in output)) throw new Error(`${entry} was not built.`);
  return output.output;
}

function contentOf(file: Rolldown.OutputChunk | Rolldown.OutputAsset): string | Uint8Array {
  return file.type === 'chunk' ? file.code : file.source;
}
