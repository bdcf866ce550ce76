import { inject, onScopeDispose } from 'vue';
import type { InjectionKey } from 'vue';
import { trustedScriptUrl } from '#pwa/trusted-script-url.ts';
import type { ImportChoice, ImportPreview, OpenedFile } from './desk.ts';
import type { DeskRefusal, FromDesk, ToDesk } from './desk-messages.ts';
import workerUrl from './worker.ts?worker&url';

/** The way to the import's worker, or to whatever stands for it in a test. */
export interface DeskPort {
  readonly post: (message: ToDesk) => void;
  readonly onMessage: (receive: (message: FromDesk) => void) => void;
  readonly onError: (receive: (message: string) => void) => void;
  readonly close: () => void;
}

export const DESK_PORT: InjectionKey<() => DeskPort> = Symbol('desk port');

/** The desk refused; `refusal` says why. */
export class DeskProblem extends Error {
  readonly refusal: DeskRefusal;
  constructor(refusal: DeskRefusal) {
    super(`The import was refused: ${refusal.kind}.`);
    this.name = 'DeskProblem';
    this.refusal = refusal;
  }
}

type Settled = Exclude<FromDesk, { kind: 'progress' | 'refused' }>;

interface Asked {
  readonly resolve: (message: Settled) => void;
  readonly reject: (problem: DeskProblem) => void;
  readonly progress: (done: number) => void;
}

/** Talks with the worker that reads files; all methods reject with a DeskProblem. */
export class DeskClient {
  readonly #port: DeskPort;
  readonly #asked = new Map<number, Asked>();
  #lastId = 0;

  constructor(port: DeskPort) {
    this.#port = port;
    port.onMessage((message) => this.#receive(message));
    port.onError((message) => {
      for (const asked of this.#asked.values()) asked.reject(new DeskProblem({ kind: 'failed', message }));
      this.#asked.clear();
    });
  }

  async open(file: File): Promise<OpenedFile> {
    const answer = await this.#ask({ kind: 'open', file });
    return expect(answer, 'opened').file;
  }

  async preview(choice: ImportChoice): Promise<ImportPreview> {
    const answer = await this.#ask({ kind: 'preview', choice });
    return expect(answer, 'previewed').preview;
  }

  /** Keeps the file's responses for sending; returns how many. */
  async import(
    agency: string,
    choice: ImportChoice,
    now: number,
    progress: (done: number) => void,
  ): Promise<number> {
    const answer = await this.#ask({ kind: 'import', agency, choice, now }, progress);
    return expect(answer, 'imported').rows;
  }

  close(): void {
    this.#port.close();
  }

  #ask(message: Unnumbered, progress: (done: number) => void = () => undefined): Promise<Settled> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject, progress });
      this.#port.post({ ...message, id });
    });
  }

  #receive(message: FromDesk): void {
    const asked = this.#asked.get(message.id);
    if (asked === undefined) return;
    if (message.kind === 'progress') {
      asked.progress(message.done);
      return;
    }
    this.#asked.delete(message.id);
    if (message.kind === 'refused') asked.reject(new DeskProblem(message.refusal));
    else asked.resolve(message);
  }
}

/** A request before it gets its number. */
type Unnumbered = ToDesk extends infer M ? (M extends ToDesk ? Omit<M, 'id'> : never) : never;

function expect<K extends Settled['kind']>(message: Settled, kind: K): Extract<Settled, { kind: K }> {
  if (message.kind !== kind) throw new Error(`The desk answered ${message.kind} instead of ${kind}.`);
  return message as Extract<Settled, { kind: K }>;
}

/** A desk of its own for the screen; it is cleared away with it. */
export function useDesk(): DeskClient {
  const client = new DeskClient(inject(DESK_PORT, workerPort, false)());
  onScopeDispose(() => client.close());
  return client;
}

function workerPort(): DeskPort {
  const worker = new Worker(trustedScriptUrl(workerUrl), { type: 'module' });
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (receive) =>
      worker.addEventListener('message', ({ data }: MessageEvent<FromDesk>) => receive(data)),
    onError: (receive) => worker.addEventListener('error', ({ message }) => receive(message)),
    close: () => worker.terminate(),
  };
}
