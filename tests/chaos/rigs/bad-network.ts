import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '#server/http/app.ts';
import { FAIR } from './fate.ts';
import type { Fate, Moment, Passing, Reply, Weather } from './fate.ts';

/** Files that the harness serves itself at the survey's origin, by path. */
export type OwnFiles = ReadonlyMap<string, { readonly type: string; readonly content: string | Uint8Array }>;

/**
 * The network between browsers and the endpoint's survey origin: sees every request, also those of a service worker,
 * and does with it what the weather says. Only the API has weather; `files` cuts the rest.
 */
export class BadNetwork {
  readonly origin: string;
  weather: Weather = FAIR;
  /** Whether pages and their files come through. */
  files: 'pass' | 'refuse' = 'pass';
  /** Answers for pages and their files in the place of the endpoint: another version of the app. */
  pages: App | null = null;
  /** Versions of the app that devices said they have. */
  readonly versionsHeard = new Set<string>();
  onMoment: (moment: Moment, passing: Passing) => void = () => undefined;
  readonly #server: Server;
  readonly #own: OwnFiles;
  readonly #late = new Set<Promise<unknown>>();
  #target = '';
  #number = 0;

  private constructor(server: Server, port: number, own: OwnFiles) {
    this.#server = server;
    this.#own = own;
    this.origin = `http://localhost:${port}`;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  static async open(own: OwnFiles = new Map()): Promise<BadNetwork> {
    const server = createServer({ keepAliveTimeout: 60_000 }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new BadNetwork(server, (server.address() as AddressInfo).port, own);
  }

  leadTo(origin: string): void {
    this.#target = origin;
  }

  /** Resolves when everything that was held back has been delivered. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#late);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.settled();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0]!;
    const own = this.#own.get(path);
    if (own) {
      response.writeHead(200, { 'content-type': own.type }).end(own.content);
      return;
    }
    const isApi = path.startsWith('/api/');
    if (!isApi && this.files === 'refuse') {
      request.socket.resetAndDestroy();
      return;
    }
    this.#number += isApi ? 1 : 0;
    const { method = 'GET', url = '/', headers } = request;
    const passing = { number: this.#number, method, url, headers, body: await bodyOf(request) };
    if (!isApi) return give(response, await this.#page(passing));
    const version = /"appVersion":"([^"]*)"/.exec(passing.body.toString())?.[1];
    if (version !== undefined) this.versionsHeard.add(version);
    this.onMoment('asked', passing);
    await this.#meet(this.weather(passing), passing, response);
  }

  async #meet(fate: Fate, passing: Passing, response: ServerResponse): Promise<void> {
    const cut = (): void => void response.socket?.resetAndDestroy();
    switch (fate.kind) {
      case 'refuse':
        return cut();
      case 'stand-in':
        return give(response, fate.reply);
      case 'cut-request':
        await this.#deliverPart(passing, fate.bytes);
        return cut();
      case 'late':
        this.#keep(pause(fate.afterMs).then(() => this.#deliver(passing)));
        return cut();
      case 'pass':
      case 'deliver': {
        const times = fate.kind === 'deliver' ? fate.times : 1;
        const replies = Array.from({ length: times }, () => this.#deliver(passing));
        for (const reply of replies) this.#keep(reply);
        give(response, await replies[0]!);
        return this.onMoment('answered', passing);
      }
      default: {
        const reply = await this.#deliver(passing);
        await giveDamaged(response, fate, reply);
        return this.onMoment('answered', passing);
      }
    }
  }

  async #page(passing: Passing): Promise<Reply> {
    if (this.pages === null) return this.#deliver(passing);
    const { method, url, headers } = passing;
    const asked = new Headers();
    for (const [name, value] of Object.entries(headers)) asked.set(name, String(value));
    const answer = await this.pages(new Request(new URL(url, this.origin), { method, headers: asked }));
    const body = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body };
  }

  async #deliver(passing: Passing): Promise<Reply> {
    const { method, url, body } = passing;
    const asked = ask(`${this.#target}${url}`, {
      method,
      headers: { ...passing.headers, connection: 'close' },
    });
    asked.end(body);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    const reply = {
      status: answer.statusCode ?? 0,
      headers: repeatable(answer.headers),
      body: await bodyOf(answer),
    };
    if (url.startsWith('/api/')) this.onMoment('delivered', passing);
    return reply;
  }

  async #deliverPart({ method, url, headers, body }: Passing, bytes: number): Promise<void> {
    const asked = ask(`${this.#target}${url}`, { method, headers: { ...headers, connection: 'close' } });
    asked.on('error', () => undefined);
    await new Promise<void>((written) => asked.write(body.subarray(0, bytes), () => written()));
    asked.destroy();
  }

  #keep(work: Promise<unknown>): void {
    const kept = work.catch(() => undefined).finally(() => this.#late.delete(kept));
    this.#late.add(kept);
  }
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Headers that belong to one connection are made anew by the next. */
function repeatable(headers: IncomingMessage['headers']): Reply['headers'] {
  const own = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string | string[]] => !own.has(entry[0])),
  );
}

function head(response: ServerResponse, { status, headers }: Reply, length: number): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('content-length', length);
}

function give(response: ServerResponse, reply: Reply): void {
  if (reply.status === 204) response.writeHead(204).end();
  else {
    head(response, reply, reply.body.length);
    response.end(reply.body);
  }
}

type Damaging = Exclude<Fate, { kind: 'pass' | 'refuse' | 'stand-in' | 'cut-request' | 'late' | 'deliver' }>;

async function giveDamaged(response: ServerResponse, fate: Damaging, reply: Reply): Promise<void> {
  const { body } = reply;
  switch (fate.kind) {
    case 'lose-answer':
      response.socket?.resetAndDestroy();
      return;
    case 'altered':
      return give(response, fate.alter(reply));
    case 'half-answer':
      return give(response, { ...reply, body: body.subarray(0, fate.bytes) });
    case 'cut-answer':
      head(response, reply, body.length);
      await new Promise<void>((written) => response.write(body.subarray(0, fate.bytes), () => written()));
      response.socket?.resetAndDestroy();
      return;
    case 'slow-answer': {
      head(response, reply, body.length);
      const size = Math.ceil(body.length / fate.pieces);
      for (let at = 0; at < body.length; at += size) {
        response.write(body.subarray(at, at + size));
        await pause(fate.everyMs);
      }
      response.end();
    }
  }
}
