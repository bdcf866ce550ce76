import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IdleWatch } from '#survey/idle-watch.ts';
import { WakeLock } from '#survey/wake-lock.ts';

describe('the idle watch', () => {
  const counts: (number | null)[] = [];
  const gone = vi.fn();
  const watch = new IdleWatch({
    quietMs: 45_000,
    countdown: 10,
    onCount: (left) => counts.push(left),
    onGone: gone,
  });

  beforeEach(() => {
    vi.useFakeTimers();
    counts.length = 0;
    gone.mockClear();
    watch.start();
  });
  afterEach(() => {
    watch.stop();
    vi.useRealTimers();
  });

  it('counts ten seconds down after the quiet time, and then says once that nobody is there', () => {
    vi.advanceTimersByTime(44_900);
    expect(counts).toEqual([]);
    vi.advanceTimersByTime(10_500);
    expect(counts).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1, null]);
    vi.advanceTimersByTime(200_000);
    expect(gone).toHaveBeenCalledOnce();
  });

  it.each(['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'])('ends the countdown on %s', (sign) => {
    vi.advanceTimersByTime(47_000);
    window.dispatchEvent(new Event(sign));
    expect(counts.at(-1)).toBeNull();
    vi.advanceTimersByTime(44_000);
    expect(gone).not.toHaveBeenCalled();
  });

  it('notices nothing after it was stopped', () => {
    watch.stop();
    vi.advanceTimersByTime(200_000);
    expect(counts).toEqual([]);
    expect(gone).not.toHaveBeenCalled();
  });
});

describe('the wake lock', () => {
  const states: boolean[] = [];
  let lock: EventTarget;
  const request = vi.fn(async () => (lock = new EventTarget()));

  beforeEach(() => {
    states.length = 0;
    request.mockClear();
    Object.defineProperty(navigator, 'wakeLock', { value: { request }, configurable: true });
  });
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'wakeLock');
  });

  function keep(): void {
    new WakeLock((awake) => states.push(awake)).keep();
  }

  it('tells that the screen stays lit', async () => {
    keep();
    await vi.waitFor(() => expect(states).toEqual([true]));
  });

  it('tells when the browser took it back, and asks again as soon as the page is seen', async () => {
    keep();
    await vi.waitFor(() => expect(states).toEqual([true]));
    lock.dispatchEvent(new Event('release'));
    expect(states).toEqual([true, false]);
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.waitFor(() => expect(states).toEqual([true, false, true]));
  });

  it('tells a refusal, for example on low battery', async () => {
    request.mockRejectedValueOnce(new DOMException('low battery', 'NotAllowedError'));
    keep();
    await vi.waitFor(() => expect(states).toEqual([false]));
  });

  it('asks for nothing that the browser does not have', () => {
    Reflect.deleteProperty(navigator, 'wakeLock');
    keep();
    expect(states).toEqual([]);
  });
});
