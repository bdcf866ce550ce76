import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import type { AnswerTo, FigureRequest } from './handler.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** The way to the worker, or to whatever stands for it in a test. */
export interface FigurePort {
  readonly post: (message: ToWorker) => void;
  readonly onMessage: (receive: (message: FromWorker) => void) => void;
  /** The worker could not be loaded, or something in it was not caught. */
  readonly onError: (receive: (message: string) => void) => void;
}

export type FigureState =
  /** `total` is 0 until it is known how much there is to count. */
  | { readonly phase: 'counting'; readonly done: number; readonly total: number }
  /** `revision` rises with every change of the data. */
  | { readonly phase: 'ready'; readonly revision: number }
  | { readonly phase: 'broken'; readonly message: string };

interface Asked {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (reason: Error) => void;
  readonly progress: (done: number) => void;
}

/** Asks the worker and hands out its answers. */
export class FigureClient {
  readonly state: Readonly<ShallowRef<FigureState>>;
  readonly #state = shallowRef<FigureState>({ phase: 'counting', done: 0, total: 0 });
  readonly #port: FigurePort;
  readonly #asked = new Map<number, Asked>();
  #revision = 0;
  #lastId = 0;

  constructor(port: FigurePort, agency: string) {
    this.state = this.#state;
    this.#port = port;
    port.onMessage((message) => this.#receive(message));
    port.onError((message) => this.#break(message));
    port.post({ kind: 'open', agency });
  }

  /** Rejects with the signal's reason when it is given up, with an Error when the worker could not answer. */
  ask<R extends FigureRequest>(
    request: R,
    options: { readonly signal?: AbortSignal; readonly progress?: (done: number) => void } = {},
  ): Promise<AnswerTo<R>> {
    const { signal, progress = () => undefined } = options;
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<AnswerTo<R>>((resolve, reject) => {
      this.#asked.set(id, { resolve: (answer) => resolve(answer as AnswerTo<R>), reject, progress });
      signal?.addEventListener(
        'abort',
        () => {
          if (!this.#asked.delete(id)) return;
          this.#port.post({ kind: 'give-up', id });
          reject(signal.reason as Error);
        },
        { once: true },
      );
      this.#port.post({ kind: 'ask', id, request });
    });
  }

  #receive(message: FromWorker): void {
    switch (message.kind) {
      case 'counting':
        if (this.#revision === 0)
          this.#state.value = { phase: 'counting', done: message.done, total: message.total };
        return;
      case 'ready':
        this.#revision += 1;
        this.#state.value = { phase: 'ready', revision: this.#revision };
        return;
      case 'broken':
        this.#break(message.message);
        return;
      case 'progress':
        this.#asked.get(message.id)?.progress(message.done);
        return;
      case 'answer':
        this.#settle(message.id)?.resolve(message.answer);
        return;
      case 'failed':
        this.#settle(message.id)?.reject(new Error(message.message));
    }
  }

  #settle(id: number): Asked | undefined {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    return asked;
  }

  #break(message: string): void {
    this.#state.value = { phase: 'broken', message };
    for (const asked of this.#asked.values()) asked.reject(new Error(message));
    this.#asked.clear();
  }
}
