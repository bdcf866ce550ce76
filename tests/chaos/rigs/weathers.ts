import type { Random } from '#cli/demo/random.ts';
import type { Fate, Passing, Reply, Weather } from './fate.ts';

/** Bad for one request in `1 / share`, chosen by `random`; only what devices deliver has weather. */
export function sometimes(random: Random, share: number, bad: (passing: Passing) => Fate): Weather {
  return (passing) => {
    const isDelivery = passing.url.endsWith('/push');
    return isDelivery && random.chance(share) ? bad(passing) : { kind: 'pass' };
  };
}

/** The results of an answer, altered; an answer that has none stays as it is. */
export function withResults(
  reply: Reply,
  alter: (results: readonly ResultLike[]) => readonly ResultLike[],
): Reply {
  if (reply.status !== 200) return reply;
  const answer = JSON.parse(reply.body.toString()) as { readonly results?: readonly ResultLike[] };
  if (answer.results === undefined) return reply;
  return { ...reply, body: Buffer.from(JSON.stringify({ ...answer, results: alter(answer.results) })) };
}

export interface ResultLike {
  readonly id: string;
  readonly hash: string;
  readonly status: string;
}
