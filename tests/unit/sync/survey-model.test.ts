/** Random stories over the real store and sync code; longer and many more of them are played by `npm run chaos`. */
import { expect, test } from 'vitest';
import { playStory } from '../../chaos/model/run-model.ts';

const SEEDS = 200;
const STEPS = 30;

test.each(['memory', 'real'] as const)(
  'whatever happens in whatever order, nothing thanked is lost or counted twice: %s endpoint',
  async (endpoint) => {
    let thanked = 0;
    for (let seed = 1; seed <= SEEDS / 2; seed += 1) {
      const told = `seed ${seed}, ${endpoint} endpoint`;
      const story = playStory(seed, { steps: STEPS, endpoint });
      thanked += (await story.catch((cause: Error) => Promise.reject(new Error(told, { cause })))).thanked;
    }
    expect(thanked).toBeGreaterThan(SEEDS);
  },
  240_000,
);
