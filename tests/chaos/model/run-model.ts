import fc from 'fast-check';
import { command, perform } from './commands.ts';
import { memoryEndpoint, realEndpoint } from './endpoints.ts';
import { expectDelivered, expectHonest } from './promises.ts';
import { World } from './world.ts';

/** Steps between two looks at everything. */
const LOOK_EVERY = 5;

export interface ModelRun {
  /** Steps of each story. */
  readonly steps: number;
  readonly endpoint: 'memory' | 'real';
}

export interface ModelOutcome {
  readonly thanked: number;
  readonly recovered: number;
  readonly aside: number;
}

/**
 * Plays the story that follows from `seed`. Throws what broke, with the shortest story found that still breaks it.
 */
export async function playStory(seed: number, { steps, endpoint }: ModelRun): Promise<ModelOutcome> {
  let outcome: ModelOutcome = { thanked: 0, recovered: 0, aside: 0 };
  const stories = fc.array(command, { minLength: steps, maxLength: steps });
  const story = fc.asyncProperty(stories, async (commands) => {
    const world = await World.open(endpoint === 'real' ? await realEndpoint() : memoryEndpoint());
    try {
      for (const [place, next] of commands.entries()) {
        await perform(world, next);
        if (place % LOOK_EVERY === 0) await expectHonest(world);
      }
      await expectHonest(world);
      await world.drain();
      await expectDelivered(world);
      outcome = await summary(world);
    } finally {
      world.close();
      await world.endpoint.dispose();
    }
  });
  const { failed, counterexample, errorInstance } = await fc.check(story, {
    seed,
    numRuns: 1,
    unbiased: true,
  });
  if (!failed) return outcome;
  const left = (counterexample?.[0] ?? []).filter((step) => step.do !== 'nothing');
  const told = left.map((step) => `    ${JSON.stringify(step)}`).join('\n');
  throw new Error(`${String(errorInstance)}\n${told}`, { cause: errorInstance });
}

async function summary({ thanked, endpoint }: World): Promise<ModelOutcome> {
  const counted = new Set((await endpoint.counted()).map(({ id }) => id));
  const aside = (await endpoint.aside()).filter(({ id }) => thanked.has(id) && !counted.has(id));
  const recovered = [...counted].filter((id) => !thanked.has(id));
  return { thanked: thanked.size, recovered: recovered.length, aside: aside.length };
}
