import type { Fault } from '../../fault.ts';
import { answerInWeather } from '../../in-weather.ts';
import { REFUSALS } from '../../rigs/stand-ins.ts';
import { sometimes } from '../../rigs/weathers.ts';

export const senderRefused: Fault = {
  name: 'sender-refused',
  group: 'network',
  about: '401 and 403, by a proxy and in the endpoint’s own words',
  trials: { full: 4, slice: 0 },
  run: (trial) => {
    const { random } = trial;
    return answerInWeather(
      trial,
      sometimes(random, 0.7, () => ({ kind: 'stand-in', reply: random.pick(REFUSALS) })),
    );
  },
};
