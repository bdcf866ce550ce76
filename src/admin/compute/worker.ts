import { openOfficeDatabase } from '#local/office/database.ts';
import { localSource } from './local-source.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { FigureServer } from './serve.ts';

const post = (message: FromWorker): void => self.postMessage(message);
let server: Promise<FigureServer> | null = null;

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'open') {
    server ??= openOfficeDatabase(data.agency).then((db) => new FigureServer(localSource(db), post));
    server.catch((reason: unknown) => post({ kind: 'broken', message: String(reason) }));
  } else void server?.then((ready) => ready.receive(data));
});
