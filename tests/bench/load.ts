import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import type { Batch } from './sender.ts';

/**
 * Sends the batches of many senders at once, each sender waiting for its receipt before it goes on. Returns how many
 * responses a second came back as `stored`; throws when one did not.
 */
export async function drained(port: number, senders: readonly (readonly Batch[])[]): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: senders.length });
  const started = performance.now();
  await Promise.all(
    senders.map(async (batches) => {
      for (const batch of batches) await push(agent, port, batch);
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return senders.flat().reduce((sum, { items }) => sum + items, 0) / seconds;
}

function push(agent: Agent, port: number, { authorization, content, items }: Batch): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization, 'content-type': 'application/json', 'content-length': content.length };
    const sent = request({ agent, port, method: 'POST', path: '/api/v1/push', headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      answer.on('end', () => {
        if (text.split('"status":"stored"').length - 1 === items) resolve();
        else reject(new Error(`Not all were stored: ${answer.statusCode} ${text.slice(0, 300)}`));
      });
    });
    sent.on('error', reject);
    sent.end(content);
  });
}

export async function freePorts(): Promise<[number, number]> {
  const ports: number[] = [];
  for (let count = 0; count < 2; count += 1) {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    ports.push(typeof address === 'object' && address !== null ? address.port : 0);
    server.close();
    await once(server, 'close');
  }
  return [ports[0] ?? 0, ports[1] ?? 0];
}
