import type { Fault } from '../../fault.ts';
import { answerInWeather } from '../../in-weather.ts';
import { sometimes } from '../../rigs/weathers.ts';

const LATEST_MS = 1_500;

export const reordered: Fault = {
  name: 'reordered',
  group: 'network',
  about: 'requests are held back and arrive after later ones, which brought the same and more',
  trials: { full: 4, slice: 0 },
  run: (trial) => {
    const { random } = trial;
    return answerInWeather(
      trial,
      sometimes(random, 0.6, () => ({ kind: 'late', afterMs: random.integer(0, LATEST_MS) })),
    );
  },
};
