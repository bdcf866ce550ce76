import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchPage } from '#survey/page-events.ts';
import type { Visit } from '#survey/visit.ts';

const visit = { filling: { flush: vi.fn() }, seen: vi.fn(), reset: vi.fn() };

function see(state: 'visible' | 'hidden'): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  vi.clearAllMocks();
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('what the browser does to an open page', () => {
  watchPage(visit as unknown as Visit);

  it('hides it: what was typed last is written', () => {
    see('hidden');
    expect(visit.filling.flush).toHaveBeenCalledOnce();
    expect(visit.seen).not.toHaveBeenCalled();
  });

  it('shows it again, or finds the network: what failed is tried again', () => {
    see('visible');
    window.dispatchEvent(new Event('online'));
    expect(visit.seen).toHaveBeenCalledTimes(2);
  });

  it('brings it back out of its memory: the screen is reset; a first showing is not', () => {
    const shown = (persisted: boolean) => Object.assign(new Event('pageshow'), { persisted });
    window.dispatchEvent(shown(false));
    expect(visit.reset).not.toHaveBeenCalled();
    window.dispatchEvent(shown(true));
    expect(visit.reset).toHaveBeenCalledOnce();
  });

  it('follows another link in the same tab: the page is loaded anew for it', () => {
    const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined);
    location.hash = '#somewhere';
    window.dispatchEvent(new Event('hashchange'));
    expect(reload).not.toHaveBeenCalled();
    location.hash = '#l=TOKEN';
    window.dispatchEvent(new Event('hashchange'));
    expect(reload).toHaveBeenCalled();
    location.hash = '';
  });
});
