/** The model test as a row among the faults: each trial is a story of its own. */
export const MODEL = {
  name: 'model',
  group: 'model',
  about: 'stories of 200 random steps over the real store and sync code, against two endpoints in memory',
  trials: { full: 10_000, slice: 0 },
} as const;
