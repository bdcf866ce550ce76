import type { SealedPush } from '#protocol/device.ts';

/** What is handed over to one agency. */
export interface Parcel {
  readonly agency: string;
  /** How the office calls the device, or the activity of a phone. */
  readonly label: string;
  readonly pushes: readonly SealedPush[];
}

export interface PackedParcels {
  readonly parcels: readonly (Parcel & { readonly count: number })[];
  /** Unsent, and nothing here proves to the office whose they are before this tablet is enrolled again. */
  readonly stranded: number;
}

/** What became of a file of receipts. */
export interface AppliedReceipts {
  /** Responses that the office has, as it was not known here before. */
  readonly received: number;
  /** Answers to other devices, or whose signature is not the endpoint's: they changed nothing. */
  readonly ignored: number;
}

/** Handing over without a network, as the staff corner gives it to the parts in this folder. */
export interface HandoverDesk {
  /** Everything that no receipt names. Nothing leaves this device by it, so it may be done any number of times. */
  pack(): Promise<PackedParcels>;
  /** Takes the text of a receipt file. Throws FileRefused, and then has changed nothing. */
  take(text: string): Promise<AppliedReceipts>;
}
