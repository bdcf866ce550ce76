import type { Weather } from './rigs/fate.ts';
import { Tablet } from './tablet.ts';
import type { Trial } from './trial.ts';

/**
 * What most faults of the network need: a kiosk or phone in this weather, most people answering through the engine and
 * some on the screens, while the app tries to send after each of them.
 */
export async function answerInWeather(
  trial: Trial,
  weather: Weather,
  begin: () => unknown = () => undefined,
): Promise<readonly Tablet[]> {
  const { random, lab } = trial;
  const tablet = await Tablet.enrol(trial, { channel: random.pick(['kiosk', 'kiosk', 'link']) });
  lab.network.weather = weather;
  begin();
  const tab = await tablet.enginePage();
  await tablet.answer(tab, trial.scaled(170, 25));
  await tab.close();
  const person = await tablet.app();
  await person.respondOften(trial.scaled(2, 1));
  return [tablet];
}
