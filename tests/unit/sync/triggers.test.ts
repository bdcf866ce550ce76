import { expect, test } from 'vitest';
import type { Trigger } from '#sync/loop.ts';
import { listenToPage } from '#sync/triggers.ts';

function page() {
  const document = Object.assign(new EventTarget(), {
    visibilityState: 'visible' as DocumentVisibilityState,
  });
  return { window: new EventTarget(), document };
}

test('a page that may be online again, comes back or is looked at again wakes the loops', () => {
  const scene = page();
  const kicks: Trigger[] = [];
  listenToPage((trigger) => kicks.push(trigger), scene as never);
  scene.window.dispatchEvent(new Event('online'));
  scene.window.dispatchEvent(new Event('pageshow'));
  scene.document.dispatchEvent(new Event('visibilitychange'));
  expect(kicks).toEqual(['online', 'visible', 'visible']);
});

test('a page that is left wakes nothing, and after stopping nothing does', () => {
  const scene = page();
  const kicks: Trigger[] = [];
  const stop = listenToPage((trigger) => kicks.push(trigger), scene as never);
  scene.document.visibilityState = 'hidden';
  scene.document.dispatchEvent(new Event('visibilitychange'));
  stop();
  scene.window.dispatchEvent(new Event('online'));
  scene.document.visibilityState = 'visible';
  scene.document.dispatchEvent(new Event('visibilitychange'));
  expect(kicks).toEqual([]);
});
