import type { Readable, Writable } from 'node:stream';

/** The browser is gone: killed by the rig, or it ended by itself. */
export class BrowserGone extends Error {
  constructor() {
    super('The browser is gone.');
    this.name = 'BrowserGone';
  }
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly sessionId?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export interface BrowserEvent {
  readonly method: string;
  readonly session: string;
  readonly params: Readonly<Record<string, unknown>>;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * The browser's debugging protocol over its own pipe: messages of JSON, each ended by a zero byte. A library would start
 * and end the browser by itself, which is exactly what the rigs must do in their own way.
 */
export class Cdp {
  readonly #input: Writable;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<(event: BrowserEvent) => void>();
  #next = 0;
  #rest = '';
  #gone = false;

  constructor(input: Writable, output: Readable) {
    this.#input = input;
    input.on('error', () => this.end());
    output.setEncoding('utf8');
    output.on('data', (chunk: string) => this.#read(chunk));
    output.on('error', () => this.end());
    output.on('close', () => this.end());
  }

  /** Sends a command and returns its result; rejects with BrowserGone when the browser is not there any more. */
  send<Result = unknown>(method: string, params: object = {}, session?: string): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#gone) {
        reject(new BrowserGone());
        return;
      }
      this.#next += 1;
      const id = this.#next;
      this.#waiting.set(id, { resolve: (result) => resolve(result as Result), reject });
      this.#input.write(`${JSON.stringify({ id, method, params, sessionId: session })}\0`);
    });
  }

  onEvent(listener: (event: BrowserEvent) => void): void {
    this.#listeners.add(listener);
  }

  /** Nothing answers any more. */
  end(): void {
    this.#gone = true;
    for (const { reject } of this.#waiting.values()) reject(new BrowserGone());
    this.#waiting.clear();
  }

  #read(chunk: string): void {
    const parts = `${this.#rest}${chunk}`.split('\0');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) this.#take(JSON.parse(part) as Message);
  }

  #take({ id, method, params = {}, sessionId, result, error }: Message): void {
    if (id === undefined) {
      const event = { method: method ?? '', params, session: sessionId ?? '' };
      for (const listener of this.#listeners) listener(event);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }
}
