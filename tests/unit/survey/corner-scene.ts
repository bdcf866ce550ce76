/** A kiosk over a real store, with staff before it. */
import { expect, vi } from 'vitest';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { DEFAULT_SETTINGS } from '#local/survey/kiosk-settings.ts';
import type { KioskSettings } from '#local/survey/kiosk-settings.ts';
import { setPin } from '#local/survey/staff-pin.ts';
import { HOLD_MS } from '#survey/parts/staff-door.ts';
import { freshBrowser } from '../local/fresh.ts';
import { aKiosk, anActivity, openApp, readyWith, settle } from './scene.ts';
import type { FakeEngine, Screen } from './scene.ts';

const MORNING = anActivity({ id: 'a', name: 'Upacara pagi', start: '2026-09-04T01:00:00.000Z' });
const NOON = anActivity({ id: 'b', name: 'Rapat siang', start: '2026-09-04T05:00:00.000Z' });
export const PIN = '135790';
/** The PIN is hashed slowly on purpose. */
const PATIENCE = { timeout: 20_000, interval: 20 };

interface Kiosk {
  db: SurveyDatabase;
  engine: FakeEngine;
  screen: Screen;
  /** How often staff had it sent. */
  sends: number;
}

/** The kiosk of the running test. */
export const at = {} as Kiosk;

/** For the top of a file of tests. */
export async function begin(): Promise<void> {
  vi.useFakeTimers({
    now: new Date('2026-09-04T03:00:00Z'),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
  HTMLDialogElement.prototype.showModal ??= () => undefined;
  localStorage.clear();
  at.db = await openSurveyDatabase(freshBrowser());
  at.sends = 0;
}

export function end(): void {
  at.screen.wrapper.unmount();
  document.body.innerHTML = '';
  at.db.close();
  vi.useRealTimers();
}

export async function openKiosk(
  settings: Partial<KioskSettings> = {},
  activities = [MORNING, NOON],
): Promise<void> {
  const context = aKiosk({ activities, currentActivity: 'a' });
  at.engine = readyWith(context, { settings: { ...DEFAULT_SETTINGS, ...settings } });
  at.engine.staffParts = {
    ...{ db: at.db, appVersion: '1' },
    secondCopy: () => ({ journal: 'opfs', compared: 'agree', broughtBack: 0, damaged: 0 }),
    sendNow: () => (at.sends += 1),
    renew: () => Promise.resolve(false),
  };
  at.screen = await openApp(at.engine);
}

/** Real work of the store goes on between the moments of the fake clock. */
export async function until(check: () => void): Promise<void> {
  await vi.waitFor(async () => {
    await settle(20);
    check();
  }, PATIENCE);
}

export async function hold(ms = HOLD_MS): Promise<void> {
  const target = at.screen.wrapper.get('.screen:not([hidden])');
  await target.trigger('pointerdown', { clientX: 100, clientY: 0 });
  await settle(ms);
  await target.trigger('pointerup');
}

export async function type(pin: string): Promise<void> {
  for (const digit of pin) {
    await until(() => expect(at.screen.wrapper.find('.pin-key[aria-disabled="true"]').exists()).toBe(false));
    await at.screen.press(digit);
  }
}

/** Into the corner with a PIN that is known already. */
export async function enter(section?: string): Promise<void> {
  await setPin(at.db, PIN);
  await hold();
  await until(() => expect(at.screen.text).toContain('Masukkan PIN'));
  await type(PIN);
  await until(() => expect(at.screen.text).toContain('di tablet ini'));
  if (section !== undefined) await at.screen.press(section);
}
