import type { Fault } from '../../fault.ts';
import { screens } from '../../rigs/screens.ts';
import { Tablet } from '../../tablet.ts';

/** Time on the page runs so many times faster. */
const FASTER = 10;

export const walkedAway: Fault = {
  name: 'walked-away',
  group: 'device',
  about: 'people leave a kiosk with everything filled in and nothing sent; the next ones answer',
  trials: { full: 4, slice: 0 },
  async run(trial) {
    const tablet = await Tablet.enrol(trial);
    const person = await tablet.app((tab) => tab.inject(hurryTime, FASTER));
    for (let time = 0; time < trial.scaled(4, 1); time += 1) {
      await person.fill();
      await screens.wait(person.tab, ['attract']);
      await person.respond();
      await screens.makeReady(person.tab);
    }
    return [tablet];
  },
};

/** Runs inside the page: the monotonic clock, by which the app notices that nobody is there. */
function hurryTime(times: number): void {
  const now = Performance.prototype.now;
  Performance.prototype.now = function faster(this: Performance) {
    return now.call(this) * times;
  };
}
