import type { Fault } from '../../fault.ts';
import { answerInWeather } from '../../in-weather.ts';
import { sometimes } from '../../rigs/weathers.ts';

export const answerLost: Fault = {
  name: 'answer-lost',
  group: 'network',
  about: 'the endpoint has stored a batch and its answer never arrives',
  trials: { full: 4, slice: 1 },
  run: (trial) =>
    answerInWeather(
      trial,
      sometimes(trial.random, 0.7, () => ({ kind: 'lose-answer' })),
    ),
};
