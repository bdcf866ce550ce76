import type { Audit } from '#server/storage/audit.ts';
import type { AgencyRecord, Storage } from '#server/storage/storage.ts';
import { anAgency, AT } from './samples.ts';

/** How a store is opened for the suite; `reopen` closes it properly and opens the same data again. */
export interface StoreUnderTest {
  readonly storage: Storage;
  reopen(): Promise<StoreUnderTest>;
  dispose(): Promise<void>;
}

/** A fresh store with one agency for the test that is running. */
export class StoreAt {
  #store: StoreUnderTest | null = null;
  #agency: AgencyRecord | null = null;
  admin = '';

  async open(store: StoreUnderTest): Promise<void> {
    this.#store = store;
    const founded = await anAgency(store.storage);
    this.#agency = founded;
    this.admin = founded.admin.id;
  }

  get storage(): Storage {
    return present(this.#store).storage;
  }

  get agency(): AgencyRecord {
    return present(this.#agency);
  }

  async reopen(): Promise<void> {
    this.#store = await present(this.#store).reopen();
  }

  async dispose(): Promise<void> {
    await present(this.#store).dispose();
  }

  audit(): Audit {
    return { by: this.admin, at: AT };
  }

  /** Texts of all responses of the agency. */
  bodies(): string[] {
    return [...this.storage.responses.each(this.agency.id, {})].map(({ body }) => body);
  }
}

function present<T>(value: T | null): T {
  if (value === null) throw new Error('The store is not open.');
  return value;
}
