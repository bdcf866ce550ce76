import { Lab } from './lab.ts';

/** One place for many trials; after trouble in it, the next trial gets a new one. */
export class Labs {
  #lab: Promise<Lab> | null = null;

  get(): Promise<Lab> {
    this.#lab ??= Lab.open();
    return this.#lab;
  }

  /** Ends the place; throws when its figures do not agree. */
  async end(): Promise<void> {
    const lab = this.#lab;
    this.#lab = null;
    await (await lab)?.dispose();
  }
}
