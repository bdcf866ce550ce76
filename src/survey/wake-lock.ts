/**
 * Keeps a kiosk's screen lit. The browser takes the lock away whenever the page is hidden, so it is asked again each
 * time the page is seen; `onChange` tells what really holds.
 */
export class WakeLock {
  readonly #onChange: (awake: boolean) => void;
  #wanted = false;
  #held = false;

  constructor(onChange: (awake: boolean) => void) {
    this.#onChange = onChange;
  }

  /** From now on, as long as the page is open. A browser that cannot do it never reports `true`. */
  keep(): void {
    if (this.#wanted || !('wakeLock' in navigator)) return;
    this.#wanted = true;
    document.addEventListener('visibilitychange', () => void this.#ask());
    void this.#ask();
  }

  async #ask(): Promise<void> {
    if (document.visibilityState !== 'visible' || this.#held) return;
    try {
      const lock = await navigator.wakeLock.request('screen');
      lock.addEventListener('release', () => this.#tell(false));
      this.#tell(true);
    } catch {
      this.#tell(false);
    }
  }

  #tell(held: boolean): void {
    this.#held = held;
    this.#onChange(held);
  }
}
