import type { Fault } from '../../fault.ts';
import { answerInWeather } from '../../in-weather.ts';
import { STORMS } from '../../rigs/stand-ins.ts';
import { sometimes } from '../../rigs/weathers.ts';

export const serverStorm: Fault = {
  name: 'server-storm',
  group: 'network',
  about: 'storms of 500, 502, 503 and 429, with and without the endpoint’s own words and times to wait',
  trials: { full: 4, slice: 0 },
  run: (trial) => {
    const { random } = trial;
    return answerInWeather(
      trial,
      sometimes(random, 0.8, () => ({ kind: 'stand-in', reply: random.pick(STORMS) })),
    );
  },
};
