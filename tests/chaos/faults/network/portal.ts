import type { Fault } from '../../fault.ts';
import { answerInWeather } from '../../in-weather.ts';
import { PORTALS } from '../../rigs/stand-ins.ts';
import { sometimes } from '../../rigs/weathers.ts';

export const captivePortal: Fault = {
  name: 'captive-portal',
  group: 'network',
  about: 'a portal answers in the place of the endpoint: pages with 200, redirects, 204, JSON of its own',
  trials: { full: 4, slice: 0 },
  run: (trial) => {
    const { random } = trial;
    return answerInWeather(
      trial,
      sometimes(random, 0.7, () => ({ kind: 'stand-in', reply: random.pick(PORTALS) })),
    );
  },
};
