import type { ResponseFlag } from '#domain/response.ts';
import type { PushResult } from '#protocol/survey.ts';
import type { Audit } from './audit.ts';
import type { DeviceContact, DeviceLedger } from './link-store.ts';

/** Place in a device's numbering, or in an imported file. */
export type StoredPlace =
  | { readonly device: string; readonly sequence: number; readonly previousHash: string }
  | { readonly batch: string; readonly row: number };

/** A response that passed every check that needs no other response. */
export interface AcceptedItem {
  readonly accepted: true;
  readonly id: string;
  readonly hash: string;
  readonly body: string;
  readonly activity: string | null;
  readonly place: StoredPlace;
  readonly submittedAt: number;
  /** Added by the endpoint to the flags in the body. */
  readonly marks: readonly ResponseFlag[];
  /**
   * When so many first responses of devices were given to the activity within seconds of this one, it is marked as part
   * of a burst.
   */
  readonly burst?: { readonly count: number; readonly withinMs: number } | undefined;
}

/** An item put aside, whole, with the reason. */
export interface RefusedItem {
  readonly accepted: false;
  readonly id: string;
  /** As the sender claims; the receipt repeats it. */
  readonly hash: string;
  /** SHA-256 of the body as received. */
  readonly bodyHash: string;
  readonly body: string;
  readonly code: string;
  readonly detail: string;
  /** Its number, when that could be read: a number put aside is not missing. */
  readonly place: { readonly device: string; readonly sequence: number } | null;
}

export type JudgedItem = AcceptedItem | RefusedItem;

export interface Delivery {
  readonly agency: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** The sender; `null` for an import by the office. */
  readonly contact: DeviceContact | null;
  /** A personal code: the first response stored with it spends it, in the same commit. Nothing keeps which one it was. */
  readonly personal?: { readonly activity: string; readonly hash: string } | undefined;
  readonly items: readonly JudgedItem[];
}

export interface DeliveryResult {
  readonly results: readonly PushResult[];
  /** `null` for an import. */
  readonly ledger: DeviceLedger | null;
  /** Every number of the sender up to here that arrived is in the newest backup; 0: none. */
  readonly backedUp: number;
}

export interface StoredResponse {
  readonly seq: number;
  readonly id: string;
  readonly hash: string;
  readonly activity: string | null;
  readonly body: string;
  readonly marks: readonly ResponseFlag[];
  readonly receivedAt: number;
}

export interface QuarantineRecord {
  readonly id: string;
  readonly item: string;
  readonly hash: string;
  readonly code: string;
  readonly detail: string;
  readonly receivedAt: number;
  readonly body: string;
  /** Its place in a device's numbering, when that could be read. */
  readonly device: string | null;
  readonly sequence: number | null;
  readonly judged: Judgement | null;
}

/** What staff decided about an item put aside. */
export interface Judgement {
  readonly decision: 'accepted' | 'refused';
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Account id. */
  readonly by: string;
}

export interface ResponseStore {
  /**
   * Takes a batch in one commit. Unique keys decide: an id known with the same hash is `same`; with another hash
   * `conflict` (both kept); a number of the device taken by another id, or a chain that does not fit a stored
   * neighbour, is put aside. Neighbours that have not arrived yet are no fault.
   */
  deliver(delivery: Delivery): Promise<DeliveryResult>;
  /** One by one in commit order, for exports. Times are the device's, milliseconds since 1970; `to` is exclusive. */
  each(
    agency: string,
    filter: { readonly activity?: string; readonly from?: number; readonly to?: number },
  ): Iterable<StoredResponse>;
  /** Newest first, those that staff have judged included. What arrived again and was stored then is left out. */
  quarantine(agency: string, limit: number): Promise<QuarantineRecord[]>;
  putAside(agency: string, id: string): Promise<QuarantineRecord | null>;
  /**
   * Notes that staff refuse an item put aside: it is kept and never counted, also when it arrives again. Changes nothing
   * for one that was accepted before.
   */
  refuse(agency: string, id: string, reason: string, audit: Audit): Promise<void>;
  /**
   * Stores an item put aside as the response it is, whatever its chain. The id decides: `id-taken` when it is known with
   * another content. A number that another response holds already is no obstacle, since two people may have been given
   * the same one by a cloned tablet; it is then kept under a device of its own.
   */
  accept(
    agency: string,
    id: string,
    response: AcceptedItem,
    reason: string,
    audit: Audit,
  ): Promise<'accepted' | 'id-taken'>;
}
