import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aContext, openApp, readyWith } from './scene.ts';
import type { Screen } from './scene.ts';

let screen: Screen;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-09-04T03:00:00Z') });
  localStorage.clear();
});
afterEach(() => {
  screen.wrapper.unmount();
  document.body.innerHTML = '';
  vi.useRealTimers();
});

/** What a screen reader adds to the field. */
function described(): string {
  const ids = screen.wrapper.get('textarea').attributes('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => screen.wrapper.get(`#${id}`).text()).join(' ');
}

it('asks beside every comment not to name anybody, whatever the questionnaire says, in both languages', async () => {
  screen = await openApp(readyWith(aContext()));
  await screen.press('Mulai');
  await screen.answerAll();
  await screen.press('Lewati');
  expect(described()).toContain('Jangan menuliskan nama orang.');
  await screen.press('English');
  await vi.waitFor(() => expect(described()).toContain('Please do not write anyone’s name.'));
});
