/** Time as the loops see it; tests bring one that only moves when told. */
export interface Clock {
  /** Milliseconds since 1970. May jump, also backwards: only for what is shown or stored. */
  now(): number;
  /** Milliseconds since some moment, never backwards: for measuring and waiting. */
  elapsed(): number;
  /** Calls `run` once after `ms`; the returned function calls it off. */
  after(ms: number, run: () => void): () => void;
}

export const deviceClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
