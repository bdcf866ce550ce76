import type { FigureData } from './figure-data.ts';
import { handle } from './handler.ts';
import type { FigureRequest } from './handler.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import type { ReadDetails } from './response-rows.ts';

export interface Tell {
  readonly counting: (done: number, total: number) => void;
  readonly data: (data: FigureData) => void;
  readonly broken: (reason: unknown) => void;
}

/** Where the data come from. */
export interface FigureSource {
  /** Calls back with each new state of the local copy. */
  readonly follow: (tell: Tell) => void;
  readonly readDetails: ReadDetails;
}

/**
 * Answers questions over one local copy. Questions that come before the first count wait for it; a question that is
 * given up stops at its next pause and is never answered.
 */
export class FigureServer {
  readonly #source: FigureSource;
  readonly #post: (message: FromWorker) => void;
  readonly #asked = new Map<number, AbortController>();
  #data: FigureData | null = null;
  #waiting: (() => void)[] = [];

  constructor(source: FigureSource, post: (message: FromWorker) => void) {
    this.#source = source;
    this.#post = post;
    source.follow({
      counting: (done, total) => post({ kind: 'counting', done, total }),
      data: (data) => this.#take(data),
      broken: (reason) => post({ kind: 'broken', message: messageOf(reason) }),
    });
  }

  receive(message: Exclude<ToWorker, { kind: 'open' }>): void {
    if (message.kind === 'give-up') this.#asked.get(message.id)?.abort();
    else void this.#answer(message.id, message.request);
  }

  async #answer(id: number, request: FigureRequest): Promise<void> {
    const { signal } = this.#controller(id);
    try {
      const data = await this.#counted();
      const answer = await handle(request, {
        data,
        signal,
        readDetails: this.#source.readDetails,
        progress: (done) => this.#post({ kind: 'progress', id, done }),
      });
      if (!signal.aborted) this.#post({ kind: 'answer', id, answer });
    } catch (reason) {
      if (!signal.aborted) this.#post({ kind: 'failed', id, message: messageOf(reason) });
    } finally {
      this.#asked.delete(id);
    }
  }

  #controller(id: number): AbortController {
    const controller = new AbortController();
    this.#asked.set(id, controller);
    return controller;
  }

  #counted(): Promise<FigureData> {
    if (this.#data !== null) return Promise.resolve(this.#data);
    return new Promise((resolve) => this.#waiting.push(() => resolve(this.#data!)));
  }

  #take(data: FigureData): void {
    this.#data = data;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go();
    this.#post({ kind: 'ready' });
  }
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
