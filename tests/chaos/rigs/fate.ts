import type { IncomingHttpHeaders } from 'node:http';

/** One request of the survey's API as the network sees it. */
export interface Passing {
  /** 1 for the first one that this network saw. */
  readonly number: number;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** What the network does with one request and its answer. */
export type Fate =
  | { readonly kind: 'pass' }
  /** Nobody is there. */
  | { readonly kind: 'refuse' }
  /** The first `bytes` of the request's body reach the endpoint, then both sides are cut. */
  | { readonly kind: 'cut-request'; readonly bytes: number }
  /** Delivered `times` over, in parallel; the answer to the first one comes back. */
  | { readonly kind: 'deliver'; readonly times: number }
  /** Delivered, and the answer is lost. */
  | { readonly kind: 'lose-answer' }
  /** Delivered, and `bytes` of the answer's body come back before the cut. */
  | { readonly kind: 'cut-answer'; readonly bytes: number }
  /** Delivered, and the answer's body ends after `bytes` as if it were whole. */
  | { readonly kind: 'half-answer'; readonly bytes: number }
  /** Delivered, and the answer comes in `pieces` pieces, `everyMs` apart. */
  | { readonly kind: 'slow-answer'; readonly pieces: number; readonly everyMs: number }
  /** The sender is cut off, and the request is delivered `afterMs` later. */
  | { readonly kind: 'late'; readonly afterMs: number }
  /** Somebody else answers; the endpoint hears nothing. */
  | { readonly kind: 'stand-in'; readonly reply: Reply }
  /** Delivered, and the answer is altered on its way. */
  | { readonly kind: 'altered'; readonly alter: (reply: Reply) => Reply };

/** Decides what happens to each request; asked in the order in which they come. */
export type Weather = (passing: Passing) => Fate;

export const FAIR: Weather = () => ({ kind: 'pass' });
export const DOWN: Weather = () => ({ kind: 'refuse' });

/** The moments of one exchange at which a rig may act. */
export type Moment = 'asked' | 'delivered' | 'answered';
