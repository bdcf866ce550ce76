import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/**
 * The network between browsers and the endpoint, in front of its survey origin. It can be cut for everything that a
 * browser does, its service worker too, in every engine alike: open connections are reset and so is every new one.
 */
export class Network {
  readonly origin: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #target = 0;
  #isUp = true;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.origin = `http://localhost:${port}`;
    server.on('connection', (socket) => this.#join(socket));
  }

  static async open(): Promise<Network> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Network(server, (server.address() as AddressInfo).port);
  }

  /** Where it leads: the endpoint's own address. */
  leadTo(origin: string): void {
    this.#target = Number(new URL(origin).port);
  }

  cut(): void {
    this.#isUp = false;
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  restore(): void {
    this.#isUp = true;
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(near: Socket): void {
    this.#keep(near);
    if (!this.#isUp) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(this.#target, '127.0.0.1');
    this.#keep(far);
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    // A reset is what this is for; the browser sees it.
    socket.on('error', () => undefined);
  }
}
