import type { Fault } from '../../fault.ts';
import { answerInWeather } from '../../in-weather.ts';
import { SlowLine } from '../../rigs/slow-line.ts';
import { sometimes } from '../../rigs/weathers.ts';

const VILLAGE = { bitsPerSecond: 32_000, loss: 0.03, retransmitMs: [200, 1_500], cut: 0.004 } as const;

export const slowLine: Fault = {
  name: 'slow-line',
  group: 'network',
  about:
    '32 kbit/s, three packets of a hundred lost, a connection cut now and then, answers in dribs and drabs',
  trials: { full: 4, slice: 0 },
  async run(trial) {
    const { random, lab } = trial;
    const line = await SlowLine.to(lab.endpointPort, VILLAGE, random);
    trial.atEnd(async () => {
      line.close();
      lab.network.leadTo(lab.endpointOrigin);
    });
    const dribs = sometimes(random, 0.3, () => ({
      kind: 'slow-answer',
      pieces: random.integer(2, 8),
      everyMs: 120,
    }));
    const answering = await answerInWeather(trial, (passing) => {
      lab.network.leadTo(`http://127.0.0.1:${line.port}`);
      return dribs(passing);
    });
    lab.network.leadTo(lab.endpointOrigin);
    return answering;
  },
};
