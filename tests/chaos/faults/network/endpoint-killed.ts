import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../../fault.ts';
import { answerInWeather } from '../../in-weather.ts';
import { FAIR } from '../../rigs/fate.ts';

export const endpointKilled: Fault = {
  name: 'endpoint-killed',
  group: 'network',
  about: 'the endpoint is killed again and again, also in the middle of storing a batch, and started again',
  trials: { full: 6, slice: 1 },
  async run(trial) {
    const { random, lab } = trial;
    const { endpoint } = lab.field;
    const over = new AbortController();
    const killing: Promise<void>[] = [];
    const keepKilling = async (): Promise<void> => {
      while (!over.signal.aborted) {
        await pause(random.integer(100, 1_500));
        await endpoint.kill();
        await endpoint.start();
      }
    };
    try {
      return await answerInWeather(trial, FAIR, () => killing.push(keepKilling()));
    } finally {
      over.abort();
      await Promise.all(killing);
    }
  },
};
