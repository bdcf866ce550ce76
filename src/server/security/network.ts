import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;

/**
 * The network a request comes from: the caller's address, or the first half of one in version 6, of which anybody has as
 * many as wanted. Behind a proxy on this machine it is what that proxy wrote last into `X-Forwarded-For`.
 */
export function networkOf(incoming: Pick<IncomingMessage, 'socket' | 'headers'>): string {
  const direct = incoming.socket.remoteAddress ?? '';
  if (!LOOPBACK.test(direct)) return networkOfAddress(direct);
  const forwarded = [incoming.headers['x-forwarded-for'] ?? ''].flat().join(',');
  const last = forwarded.split(',').at(-1)?.trim() ?? '';
  return networkOfAddress(isIP(last) === 0 ? direct : last);
}

function networkOfAddress(address: string): string {
  const mapped = address.replace(/^::ffff:(?=\d+\.)/, '');
  if (isIP(mapped) !== 6) return mapped;
  const [head = '', tail] = mapped.split('%')[0]?.split('::') ?? [];
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array.from({ length: zeros }, () => '0'), ...back];
  return groups.slice(0, 4).join(':');
}
