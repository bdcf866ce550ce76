import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';

interface Served {
  readonly type: string;
  readonly body: Buffer;
  /** Pages are asked for anew every time; files whose name changes with their content never are. */
  readonly cache: 'no-cache' | 'max-age=31536000, immutable';
}

const HEAD =
  '<!doctype html><html lang="id"><meta charset="utf-8">' +
  '<meta name="viewport" content="width=device-width,initial-scale=1"><title>Survei Layanan Protokol</title>';

/** The same form twice, compressed: as one page without any framework, and drawn by the survey package. */
export class PeerPages {
  /** The least a browser needs for this form. */
  readonly floor: string;
  readonly package: string;
  readonly close: () => void;

  private constructor(origin: string, close: () => void) {
    this.floor = `${origin}/floor`;
    this.package = `${origin}/package`;
    this.close = close;
  }

  static async serve(): Promise<PeerPages> {
    const files = await packageFiles();
    files.set('/floor', served('text/html; charset=utf-8', floorPage(), 'no-cache'));
    const server = createServer((request, response) => {
      const file = files.get(request.url ?? '');
      if (file === undefined) {
        response.writeHead(404).end();
        return;
      }
      const { type, body, cache } = file;
      response.writeHead(200, { 'content-type': type, 'content-encoding': 'br', 'cache-control': cache });
      response.end(body);
    }).listen(0, 'localhost');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return new PeerPages(`http://localhost:${port}`, () => {
      server.closeAllConnections();
      server.close();
    });
  }
}

function served(type: string, text: string, cache: Served['cache']): Served {
  return { type, body: brotliCompressSync(text), cache };
}

async function packageFiles(): Promise<Map<string, Served>> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: `${import.meta.dirname}/peer-form.ts` } },
  });
  const output = Array.isArray(built) ? built[0] : built;
  if (!output || !('output' in output)) throw new Error('The page of the survey package was not built.');
  const files = new Map<string, Served>();
  for (const chunk of output.output) {
    if (chunk.type !== 'chunk') continue;
    const path = `/${chunk.fileName}`;
    files.set(path, served('text/javascript', chunk.code, 'max-age=31536000, immutable'));
    if (!chunk.isEntry) continue;
    const page = `${HEAD}<script type="module" src="${path}"></script><div id="form"></div></html>`;
    files.set('/package', served('text/html; charset=utf-8', page, 'no-cache'));
  }
  return files;
}

function floorPage(): string {
  const { title, questions, profile, comment } = DEFAULT_QUESTIONNAIRE;
  const radios = (name: string, legend: string, words: readonly (readonly [string, string])[]): string =>
    `<fieldset><legend>${legend}</legend>${words
      .map(([value, text]) => `<label><input type="radio" name="${name}" value="${value}"> ${text}</label>`)
      .join('')}</fieldset>`;
  const style =
    'body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:auto;padding:1rem}' +
    'fieldset{border:0;padding:0;margin:0 0 2rem}legend{font-size:1.25rem;font-weight:600}' +
    'label{display:block;min-height:3rem;margin:.5rem 0;padding:.75rem;border:1px solid #888;border-radius:.5rem}' +
    'label:has(:checked){background:#dcefe4;border-color:#14573a}textarea{width:100%}';
  return (
    `${HEAD}<style>${style}</style><h1>${title.id}</h1><form method="post">` +
    questions
      .map(({ key, text, options, allowCannotJudge }) => {
        const words = options.map((option) => [String(option.value), option.text.id] as const);
        const none = allowCannotJudge ? [['none', 'Tidak dapat menilai'] as const] : [];
        return radios(key, text.id, [...words, ...none]);
      })
      .join('') +
    profile
      .map(({ key, label, options }) =>
        radios(
          key,
          label.id,
          options.map((option) => [option.key, option.text.id] as const),
        ),
      )
      .join('') +
    `<fieldset><legend>${comment?.id ?? ''}</legend><textarea name="saran" rows="5"></textarea></fieldset>` +
    '<button>Kirim</button></form></html>'
  );
}
