import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CONFIRM_MS } from '#survey/filling.ts';
import { aContext, openApp, readyWith, settle } from './scene.ts';
import type { Screen } from './scene.ts';

let screen: Screen;

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date('2026-09-04T03:00:00Z') });
  localStorage.clear();
  screen = await openApp(readyWith(aContext()));
  await screen.press('Mulai');
});
afterEach(() => {
  screen.wrapper.unmount();
  document.body.innerHTML = '';
  vi.useRealTimers();
});

function onward(): { readonly shown: boolean; press: () => Promise<void> } {
  const button = screen.wrapper.get('.question:not([hidden]) .foot-next');
  return {
    shown: !button.classes('away'),
    press: async () => {
      await button.trigger('click');
      await settle();
    },
  };
}

describe('a finger', () => {
  it('sees the choice confirmed, and the next question comes by itself within 200 ms', async () => {
    expect(CONFIRM_MS).toBeLessThan(200);
    await screen.radio('3').trigger('click');
    expect(screen.radio('3').element).toHaveProperty('checked', true);
    expect(screen.text).toContain('1 dari 9');
    await settle(CONFIRM_MS);
    expect(screen.text).toContain('2 dari 9');
  });

  it('may change its mind while the choice is confirmed', async () => {
    await screen.radio('3').trigger('click');
    await settle(CONFIRM_MS - 10);
    await screen.radio('1').trigger('click');
    await settle(CONFIRM_MS - 10);
    expect(screen.text).toContain('1 dari 9');
    await settle(20);
    expect(screen.visit.state.form?.answers['persyaratan']).toBe(1);
  });
});

describe('a keyboard', () => {
  it('moves the choice with arrows without moving on', async () => {
    await screen.radio('1').trigger('keydown', { key: 'ArrowDown' });
    await screen.radio('2').trigger('click');
    await screen.radio('2').trigger('keyup', { key: 'ArrowDown' });
    await settle(1_000);
    expect(screen.text).toContain('1 dari 9');
    expect(screen.radio('2').element).toHaveProperty('checked', true);
  });

  it('goes on with Enter, or with the button that appears once there is an answer', async () => {
    expect(onward().shown).toBe(false);
    await screen.radio('1').trigger('keydown', { key: 'ArrowDown' });
    await screen.radio('2').trigger('click');
    await screen.radio('2').trigger('keyup', { key: 'ArrowDown' });
    await settle();
    expect(onward().shown).toBe(true);
    await onward().press();
    expect(screen.text).toContain('2 dari 9');
    await screen.radio('1').trigger('keydown', { key: 'ArrowDown' });
    await screen.radio('2').trigger('click');
    await screen.radio('2').trigger('keydown', { key: 'Enter' });
    await settle();
    expect(screen.text).toContain('3 dari 9');
  });

  it('goes on with Space on a choice, which is a click like any other', async () => {
    await screen.radio('2').trigger('keydown', { key: ' ' });
    await screen.radio('2').trigger('click');
    await settle();
    expect(screen.text).toContain('2 dari 9');
  });

  it('cannot pass a question without an answer', async () => {
    await screen.radio('2').trigger('keydown', { key: 'Enter' });
    await settle();
    expect(screen.text).toContain('1 dari 9');
  });
});

describe('a screen reader', () => {
  it('finds native radios in a group that has the question as its name', async () => {
    const group = screen.wrapper.get('.question:not([hidden]) fieldset');
    expect(group.get('legend').text()).toContain('Pertanyaan 1 dari 9.');
    expect(group.get('legend h1').text()).toContain('Seberapa sesuai ketentuan kehadiran');
    expect(group.findAll('input[type=radio]')).toHaveLength(5);
    for (const label of group.findAll('label')) expect(label.text()).not.toBe('');
  });

  it('is led to the heading of each next step', async () => {
    await screen.tap('2');
    expect(document.activeElement?.textContent).toContain('Seberapa mudah alur kehadiran');
  });

  it('is not disturbed where it already reads', async () => {
    screen.radio('2').element.dispatchEvent(new Event('focus'));
    const input = screen.radio('2').element as HTMLInputElement;
    input.focus();
    await screen.press('English');
    await settle();
    expect(document.activeElement).toBe(input);
  });
});

it('offers the browser nothing to fill in by itself', async () => {
  await screen.answerAll();
  await screen.press('Lewati');
  for (const field of document.querySelectorAll('input, textarea')) {
    expect(field.getAttribute('autocomplete')).toBe('off');
  }
});
