import type { Fault } from '../../fault.ts';
import { answerInWeather } from '../../in-weather.ts';
import type { Fate } from '../../rigs/fate.ts';
import { sometimes } from '../../rigs/weathers.ts';
import type { Trial } from '../../trial.ts';

export const halfBodies: Fault = {
  name: 'half-bodies',
  group: 'network',
  about:
    'connections are cut after k bytes of a request or of its answer, and answers end early as if they were whole',
  trials: { full: 6, slice: 0 },
  run: (trial) =>
    answerInWeather(
      trial,
      sometimes(trial.random, 0.7, () => cutSomewhere(trial)),
    ),
};

function cutSomewhere({ random }: Trial): Fate {
  const kind = random.pick(['cut-request', 'cut-answer', 'half-answer', 'refuse'] as const);
  return kind === 'refuse' ? { kind } : { kind, bytes: random.integer(0, random.pick([10, 300, 3_000])) };
}
