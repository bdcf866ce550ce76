import type { Fault } from '../../fault.ts';
import { answerInWeather } from '../../in-weather.ts';
import { sometimes } from '../../rigs/weathers.ts';

export const deliveredTwice: Fault = {
  name: 'delivered-twice',
  group: 'network',
  about: 'batches are delivered twice and five times over, in parallel',
  trials: { full: 4, slice: 0 },
  run: (trial) => {
    const { random } = trial;
    return answerInWeather(
      trial,
      sometimes(random, 0.9, () => ({ kind: 'deliver', times: random.pick([2, 5]) })),
    );
  },
};
