import { computed, inject, onScopeDispose, shallowRef, watch } from 'vue';
import type { InjectionKey, ShallowRef } from 'vue';
import { trustedScriptUrl } from '#pwa/trusted-script-url.ts';
import { useSession } from '../session.ts';
import { FigureClient } from './client.ts';
import type { FigurePort } from './client.ts';
import type { AnswerTo, FigureRequest } from './handler.ts';
import type { FromWorker } from './messages.ts';
import workerUrl from './worker.ts?worker&url';

/** Tests put a client of their own here. */
export const FIGURES: InjectionKey<FigureClient> = Symbol('figures');

/** One worker for the page, made when the first figure is asked for. It ends with the page, as sign-out does. */
let shared: { readonly agency: string; readonly client: FigureClient } | null = null;

export function useFigureClient(): FigureClient {
  return inject(FIGURES, sharedClient, true);
}

function sharedClient(): FigureClient {
  const agency = useSession().person?.agency;
  if (agency === undefined) throw new Error('Figures are asked for before sign-in.');
  if (shared?.agency !== agency) {
    const worker = new Worker(trustedScriptUrl(workerUrl), { type: 'module' });
    shared = { agency, client: new FigureClient(portTo(worker), agency) };
  }
  return shared.client;
}

function portTo(worker: Worker): FigurePort {
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (receive) =>
      worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => receive(data)),
    onError: (receive) => worker.addEventListener('error', ({ message }) => receive(message)),
  };
}

export interface LiveFigure<A> {
  /** The last answer; it stays while the next one is worked out. */
  readonly answer: Readonly<ShallowRef<A | null>>;
  readonly pending: Readonly<ShallowRef<boolean>>;
  readonly problem: Readonly<ShallowRef<Error | null>>;
}

/**
 * The answer to a question that may change, asked anew whenever it or the data change; the latest question wins.
 * `null` asks nothing and keeps the last answer.
 */
export function useFigure<R extends FigureRequest>(question: () => R | null): LiveFigure<AnswerTo<R>> {
  const client = useFigureClient();
  const answer = shallowRef<AnswerTo<R> | null>(null);
  const pending = shallowRef(true);
  const problem = shallowRef<Error | null>(null);
  let current: AbortController | null = null;

  async function ask(request: R): Promise<void> {
    current?.abort();
    const controller = new AbortController();
    current = controller;
    pending.value = true;
    try {
      answer.value = await client.ask(request, { signal: controller.signal });
      problem.value = null;
    } catch (reason) {
      if (controller.signal.aborted) return;
      problem.value = reason instanceof Error ? reason : new Error(String(reason));
    }
    if (current === controller) pending.value = false;
  }

  /** 0 until the local copy is counted; then every change of the data raises it. */
  const revision = computed(() => (client.state.value.phase === 'ready' ? client.state.value.revision : 0));
  watch(
    [question, revision],
    ([request, counted]) => {
      if (request !== null && counted > 0) void ask(request);
    },
    { immediate: true },
  );
  onScopeDispose(() => current?.abort());
  return { answer, pending, problem };
}
