import type { AccountRecord, AccountStore } from './account-store.ts';
import type { Audit } from './audit.ts';
import type { DeviceStore } from './device-store.ts';
import type { DocumentStore, EditOutcome } from './document-store.ts';
import type { LinkStore } from './link-store.ts';
import type { ResponseStore } from './response-store.ts';

export interface AgencyRecord {
  readonly id: string;
  /** Short number that stands for the agency in links and cookies. */
  readonly number: number;
  /** Signs the survey links and kiosk enrolments of this agency. */
  readonly linkKey: Uint8Array;
  /** Signs what kiosks are answered: private key on P-256, PKCS #8. */
  readonly receiptKey: Uint8Array;
  /** Milliseconds since 1970. */
  readonly foundedAt: number;
}

export interface Founding {
  readonly id: string;
  readonly at: number;
  readonly onlyIfNone: boolean;
  readonly documents: readonly EditOutcome[];
  readonly account: AccountRecord;
}

export interface AgencyStore {
  /** The agency this deployment was set up for; `null` before the set-up. */
  first(): Promise<AgencyRecord | null>;
  byNumber(number: number): Promise<AgencyRecord | null>;
  byId(id: string): Promise<AgencyRecord | null>;
  /**
   * Creates an agency with a fresh signing key, its first documents and its first account, all or nothing. With
   * `onlyIfNone`, gives `null` when there is an agency already.
   */
  create(founding: Founding): Promise<AgencyRecord | null>;
}

/** A stored file, addressed by its content. */
export interface Clipping {
  readonly hash: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

export interface ClippingStore {
  /** Stores a file; one that is there already stays as it is. */
  add(agency: string, clipping: Clipping, audit: Audit): Promise<void>;
  get(agency: string, hash: string): Promise<Clipping | null>;
}

/**
 * What the endpoint keeps. Every method that writes resolves only after the data is on the disk; every method names the
 * agency, and none reads across agencies. One suite of tests (`tests/contract`) says what any store must do.
 */
export interface Storage {
  readonly agencies: AgencyStore;
  readonly accounts: AccountStore;
  readonly links: LinkStore;
  readonly devices: DeviceStore;
  readonly responses: ResponseStore;
  readonly documents: DocumentStore;
  readonly clippings: ClippingStore;
  /** Finishes what is being written and closes; nothing may be called afterwards. */
  close(): Promise<void>;
}
