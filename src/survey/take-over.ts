import { effect } from 'vue';
import { persistently } from './persistently.ts';
import { readAnswer } from './answer-value.ts';
import type { EarlyPage } from './early-page.ts';
import type { Front } from './front.ts';
import { readOpening } from './opening.ts';
import { watchPage } from './page-events.ts';
import { Visit } from './visit.ts';
import { loadTexts } from './visit-texts.ts';

/**
 * The program has arrived behind the first screens: it does what was tapped so far, in order, and goes on from there.
 */
export function takeOver(front: Front, early: EarlyPage | undefined): void {
  const visit = new Visit(front.state, {
    opening: early?.opening ?? readOpening(location.hash),
    startedAt: early?.startedAt,
    drawn: front.drawn,
    loadEnrolment: async () => (await persistently(() => import('./screens/EnrolmentScreen.vue'))).default,
    loadCorner: () => persistently(() => import('./corner/corner.ts')),
    loadEngine: async () => (await import('./store-engine.ts')).createEngine(__APP_VERSION__),
  });
  front.visit = visit;
  Object.assign(front.state, { starting: false, tapped: undefined });
  // The link's answer may still come in before the store is there to check it: enough to show, and to begin with.
  for (const { element, next } of early?.handOver((event) => visit.learn(event)) ?? []) {
    if (element instanceof HTMLInputElement) visit.filling.pick(readAnswer(element.value), next);
    else element.click();
  }
  watchPage(visit);
  void visit.open(early?.link).then(() => stayCurrent(visit));
}

/** The copy for working offline, and its updates: last, since nobody waits for it. */
async function stayCurrent(visit: Visit): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { keepCurrent, keepKioskParts, keepRescuePage } = await persistently(
    () => import('#pwa/registration.ts'),
  );
  // All that this page may still need is in memory before a new version can take the old files away.
  await persistently(() => loadTexts('en'));
  const updates = keepCurrent({ onWaiting: () => (visit.state.updateWaits = true) });
  visit.staff.updates = updates;
  // A phone that has given nothing has nothing to rescue, and need not load the page.
  let isKept = false;
  effect(() => {
    if (isKept || (visit.state.mode !== 'kiosk' && visit.state.thanks === null)) return;
    isKept = true;
    keepRescuePage();
    if (visit.state.mode !== 'kiosk') return;
    keepKioskParts();
    visit.staff.prepare();
  });
  effect(() => {
    visit.isIdle();
    // Later, because a change of screens is several changes of the state.
    queueMicrotask(() => updates.setIdle(visit.isIdle()));
  });
}
