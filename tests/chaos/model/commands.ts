import fc from 'fast-check';
import { LINE_FAULTS } from './bad-line.ts';
import type { LineFault } from './bad-line.ts';
import { TABS } from './world.ts';
import type { World } from './world.ts';

const HOUR_MS = 60 * 60 * 1000;
const TEN_YEARS_MS = 10 * 365 * 24 * HOUR_MS;

/** One step of a story; its text is what a failure prints. */
export type Command =
  | { readonly do: 'nothing' }
  | { readonly do: 'submit'; readonly tab: number; readonly event: number }
  | { readonly do: 'submit-twice'; readonly event: number }
  | { readonly do: 'sync'; readonly tab: number; readonly faults: readonly LineFault[] }
  | { readonly do: 'overlap'; readonly faults: readonly LineFault[]; readonly order: readonly number[] }
  | { readonly do: 'release' }
  | {
      readonly do: 'crash';
      readonly tab: number;
      readonly doing: 'submit' | 'sync';
      readonly step: number;
      readonly late: boolean;
    }
  | { readonly do: 'restart-endpoint' }
  | { readonly do: 'reopen' }
  | { readonly do: 'back-up-tablet' }
  | { readonly do: 'restore-tablet' }
  | { readonly do: 'upgrade' }
  | { readonly do: 'roll-back' }
  | { readonly do: 'revoke'; readonly event: number }
  | { readonly do: 'open-link'; readonly tab: number; readonly event: number }
  | { readonly do: 'time'; readonly ms: number }
  | { readonly do: 'clock-jump'; readonly ms: number };

const tab = fc.nat({ max: TABS - 1 });
const event = fc.nat({ max: 1 });
const faults = fc.array(fc.constantFrom(...LINE_FAULTS), { maxLength: 3 });

export const command: fc.Arbitrary<Command> = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: fc.constant({ do: 'nothing' as const }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('submit' as const), tab, event }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('submit-twice' as const), event }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('sync' as const), tab, faults }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('overlap' as const),
      faults,
      order: fc.array(fc.nat(), { maxLength: 8 }),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'release' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ do: fc.constant('crash' as const), tab, step: fc.nat({ max: 6 }), late: fc.boolean() },
      doing: fc.constantFrom('submit' as const, 'sync' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'restart-endpoint' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'reopen' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'back-up-tablet' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'restore-tablet' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'upgrade' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'roll-back' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('revoke' as const), event }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open-link' as const), tab, event }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('time' as const), ms: fc.nat({ max: HOUR_MS }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('clock-jump' as const),
      ms: fc.integer({ min: -TEN_YEARS_MS, max: TEN_YEARS_MS }),
    }),
  },
);

export async function perform(world: World, step: Command): Promise<void> {
  switch (step.do) {
    case 'nothing':
      return;
    case 'submit':
      return world.submit(step.tab, step.event);
    case 'submit-twice':
      return world.submitTwice(step.event);
    case 'sync':
      return world.sync(step.tab, step.faults);
    case 'overlap': {
      const order = [...step.order];
      return world.overlap(step.faults, (waiting) => (waiting === 0 ? 0 : (order.shift() ?? 0) % waiting));
    }
    case 'release':
      return world.line.release();
    case 'crash':
      return world.crash(step.tab, step.doing, step.step, step.late);
    case 'restart-endpoint':
      return world.endpoint.restart();
    case 'reopen':
      return world.reopen();
    case 'back-up-tablet':
      return world.backUpTablet();
    case 'restore-tablet':
      return world.restoreTablet();
    case 'upgrade':
      return world.upgrade();
    case 'roll-back':
      return world.rollBack();
    case 'revoke':
      return world.revoke(step.event);
    case 'open-link':
      return void (await world.tabs[step.tab]!.openLink(step.event));
    case 'time':
      return world.clock.advance(step.ms);
    case 'clock-jump':
      return world.clock.jump(step.ms);
  }
}
