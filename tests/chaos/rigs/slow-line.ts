import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '#cli/demo/random.ts';

const PACKET_BYTES = 1_200;

export interface LineQuality {
  readonly bitsPerSecond: number;
  /** Share of packets that are lost and come again after a wait, as TCP sends them once more. */
  readonly loss: number;
  readonly retransmitMs: readonly [number, number];
  /** Share of packets with which the whole connection ends. */
  readonly cut: number;
}

/** A thin and lossy line in front of a port, made of waits and cuts: what a program sees of lost packets. */
export class SlowLine {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  static async to(target: number, quality: LineQuality, random: Random): Promise<SlowLine> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const line = new SlowLine(server);
    server.on('connection', (near) => line.#join(near, connect(target, '127.0.0.1'), quality, random));
    return line;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #join(near: Socket, far: Socket, quality: LineQuality, random: Random): void {
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    const end = (): void => void near.resetAndDestroy();
    near.pipe(thin(quality, random, end)).pipe(far);
    far.pipe(thin(quality, random, end)).pipe(near);
  }
}

/** Lets bytes through packet by packet, in their time. */
function thin(
  { bitsPerSecond, loss, retransmitMs, cut }: LineQuality,
  random: Random,
  end: () => void,
): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const send = async (): Promise<void> => {
        for (let at = 0; at < chunk.length; at += PACKET_BYTES) {
          const packet = chunk.subarray(at, at + PACKET_BYTES);
          await pause((packet.length * 8 * 1000) / bitsPerSecond);
          while (random.chance(loss)) await pause(random.integer(...retransmitMs));
          if (random.chance(cut)) return end();
          this.push(packet);
        }
        done();
      };
      send().catch(end);
    },
  });
}
