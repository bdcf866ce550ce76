import { expect, it } from 'vitest';
import { leavesChoice, movesChoice } from '#survey/choice-keys.ts';

/** What both rules say of a key on a radio, or on a button. */
function said(type: 'keydown' | 'keyup', key: string, { checked = false, on = 'input' } = {}) {
  const element = document.createElement(on);
  if (element instanceof HTMLInputElement) Object.assign(element, { type: 'radio', checked });
  const event = new KeyboardEvent(type, { key });
  element.dispatchEvent(event);
  return { moves: movesChoice(event), leaves: leavesChoice(event) };
}

it('moves the choice with an arrow as long as it is down', () => {
  expect(said('keydown', 'ArrowUp')).toEqual({ moves: true, leaves: false });
  expect(said('keyup', 'ArrowUp')).toEqual({ moves: false, leaves: false });
});

it.each([' ', 'Enter'])('leaves with %j what is chosen, once, and nothing else', (key) => {
  expect(said('keydown', key, { checked: true })).toEqual({ moves: false, leaves: true });
  expect(said('keyup', key, { checked: true }).leaves).toBe(false);
  expect(said('keydown', key).leaves).toBe(false);
  expect(said('keydown', key, { on: 'button' }).leaves).toBe(false);
  expect(said('keydown', 'Tab', { checked: true }).leaves).toBe(false);
});
