import { randomUUID } from 'node:crypto';
import type { Fault } from '../../fault.ts';
import { answerInWeather } from '../../in-weather.ts';
import type { Fate, Reply } from '../../rigs/fate.ts';
import { sometimes, withResults } from '../../rigs/weathers.ts';
import type { Trial } from '../../trial.ts';

export const falseReceipts: Fault = {
  name: 'false-receipts',
  group: 'network',
  about:
    'answers name strangers, other hashes, half of the batch, nothing, or everything twice and backwards',
  trials: { full: 6, slice: 1 },
  run: (trial) =>
    answerInWeather(
      trial,
      sometimes(trial.random, 0.6, () => lie(trial)),
    ),
};

function lie({ random }: Trial): Fate {
  const alter = random.pick([
    (reply: Reply) => withResults(reply, (results) => results.map((one) => ({ ...one, id: randomUUID() }))),
    (reply: Reply) =>
      withResults(reply, (results) => results.map((one) => ({ ...one, hash: 'f'.repeat(64) }))),
    (reply: Reply) => withResults(reply, (results) => results.filter((_, place) => place % 2 === 1)),
    (reply: Reply) => withResults(reply, () => []),
    (reply: Reply) => withResults(reply, (results) => [...results, ...results].reverse()),
  ]);
  return { kind: 'altered', alter };
}
