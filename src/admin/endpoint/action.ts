import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import { TransportProblem } from '#sync/transport-problem.ts';

export interface Action<A extends unknown[]> {
  /** Runs it unless it is running; `true` when it succeeded. An TransportProblem lands in `problem`, all else is thrown. */
  readonly run: (...args: A) => Promise<boolean>;
  readonly busy: Readonly<ShallowRef<boolean>>;
  readonly problem: Readonly<ShallowRef<TransportProblem | null>>;
  readonly clear: () => void;
}

/** Something a person starts that talks to the endpoint: once at a time, with its problem kept for the screen. */
export function useAction<A extends unknown[]>(work: (...args: A) => Promise<unknown>): Action<A> {
  const busy = shallowRef(false);
  const problem = shallowRef<TransportProblem | null>(null);

  async function run(...args: A): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    problem.value = null;
    try {
      await work(...args);
      return true;
    } catch (reason) {
      if (!(reason instanceof TransportProblem)) throw reason;
      problem.value = reason;
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { run, busy, problem, clear: () => (problem.value = null) };
}
