import { createServer, STATUS_CODES } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { App } from './http/app.ts';
import { networkOf } from './security/network.ts';

/** A listener that cannot be opened. The message is one Indonesian line that names the setting. */
export class ListenProblem extends Error {
  override readonly name = 'ListenProblem';
}

export interface Listener {
  /** Takes no new connections, lets running requests end, then resolves. */
  close(): Promise<void>;
}

const SECOND = 1000;
/** A kiosk on a 32 kbit/s line needs half a minute for a full batch. */
const REQUEST_TIMEOUT = 120 * SECOND;
/** How long a stop waits for running requests. */
const CLOSING_TIMEOUT = 10 * SECOND;
const IDLE_CHECK = 50;

/** Serves an app on a port. `headers` go on the answers that the app never sees: malformed and too slow requests. */
export async function listen(
  app: App,
  address: { readonly host: string; readonly port: number; readonly setting: 'PORT' | 'ADMIN_PORT' },
  headers: Readonly<Record<string, string>>,
): Promise<Listener> {
  const badRequest = (): Response => new Response(null, { status: 400, headers });
  const answer = getRequestListener((request, { incoming }) => app(request, networkOf(incoming)), {
    hostname: 'localhost',
    errorHandler: badRequest,
  });
  const refuse = (response: ServerResponse, status: number): void => {
    response.writeHead(status, { ...headers, 'content-length': 0, connection: 'close' }).end();
  };
  const server = createServer(
    {
      ...{ requestTimeout: REQUEST_TIMEOUT, headersTimeout: 15 * SECOND, keepAliveTimeout: 30 * SECOND },
      // Asked for below: Node's own answer has none of the headers.
      requireHostHeader: false,
    },
    (request, response) => {
      if (request.headers.host === undefined && request.httpVersion === '1.1') refuse(response, 400);
      else void answer(request, response);
    },
  );
  server.on('checkExpectation', (_request, response) => refuse(response, 417));
  server.on('clientError', (reason, socket) => answerClientError(reason, socket, headers));
  await opened(server, address);
  return { close: () => closed(server) };
}

function opened(
  server: Server,
  { host, port, setting }: { readonly host: string; readonly port: number; readonly setting: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (reason: NodeJS.ErrnoException) => {
      reject(new ListenProblem(`${setting}=${port}: ${listenWords(reason, host)}`));
    });
    server.listen({ host, port, exclusive: true }, resolve);
  });
}

function listenWords(reason: NodeJS.ErrnoException, host: string): string {
  switch (reason.code) {
    case 'EADDRINUSE':
      return 'porta ini dipakai program lain. Hentikan program itu atau beri nomor lain.';
    case 'EACCES':
      return 'pengguna ini tidak boleh membuka porta itu. Pakai nomor di atas 1023.';
    case 'EADDRNOTAVAIL':
      return `HOST=${host} bukan alamat komputer ini.`;
    default:
      return `porta tidak dapat dibuka (${reason.code ?? reason.message}).`;
  }
}

function answerClientError(
  reason: NodeJS.ErrnoException,
  socket: Socket | import('node:stream').Duplex,
  headers: Readonly<Record<string, string>>,
): void {
  if (reason.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = clientErrorStatus(reason.code);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const top = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n`;
  socket.end(`${top}${lines.join('')}content-length: 0\r\nconnection: close\r\n\r\n`);
}

function clientErrorStatus(code: string | undefined): number {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const forced = setTimeout(() => server.closeAllConnections(), CLOSING_TIMEOUT);
    // A connection whose last request ends after the stop would be kept alive for nothing.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK);
    server.close(() => {
      clearTimeout(forced);
      clearInterval(idle);
      resolve();
    });
  });
}
