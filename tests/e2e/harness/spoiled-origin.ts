import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands in the place of a file of the app. */
export interface Spoiled {
  readonly type: string;
  readonly content: string;
}

/** Stands before a survey origin and serves some of its files wrong, to everybody: also to service workers. */
export class SpoiledOrigin {
  readonly origin: string;
  readonly #server: Server;
  readonly #spoiled = new Map<string, Spoiled>();
  #target = '';

  private constructor(server: Server) {
    this.#server = server;
    this.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#answer(request, response);
    });
  }

  static async open(): Promise<SpoiledOrigin> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new SpoiledOrigin(server);
  }

  /** Where everything else comes from. */
  serve(target: string): void {
    this.#target = target;
  }

  /** `path` may end in a `*`. */
  spoil(path: string, spoiled: Spoiled): void {
    this.#spoiled.set(path, spoiled);
  }

  /** Serves everything right again. */
  heal(): void {
    this.#spoiled.clear();
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? '/', this.origin).pathname;
    const spoiled = [...this.#spoiled].find(([pattern]) =>
      pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern,
    )?.[1];
    const { method, headers } = request;
    const onward = send(new URL(request.url ?? '/', this.#target), { method, headers }, (answer) => {
      if (spoiled === undefined) {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        return;
      }
      answer.resume();
      // The policy and the other headers stay those of the origin.
      const { 'content-length': _, 'content-encoding': __, etag: ___, ...kept } = answer.headers;
      response.writeHead(200, { ...kept, 'content-type': spoiled.type });
      response.end(spoiled.content);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }
}
