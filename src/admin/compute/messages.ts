import type { FigureRequest } from './handler.ts';

/** From the page to the worker. */
export type ToWorker =
  | { readonly kind: 'open'; readonly agency: string }
  | { readonly kind: 'ask'; readonly id: number; readonly request: FigureRequest }
  /** Nobody waits for this answer any more. */
  | { readonly kind: 'give-up'; readonly id: number };

/** From the worker to the page. */
export type FromWorker =
  /** The local copy is being counted. */
  | { readonly kind: 'counting'; readonly done: number; readonly total: number }
  /** Figures are ready, or have become other ones: whoever shows some asks again. */
  | { readonly kind: 'ready' }
  /** The local copy cannot be read. */
  | { readonly kind: 'broken'; readonly message: string }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
