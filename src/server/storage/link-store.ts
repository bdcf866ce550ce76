import type { DeviceContact as Contact, DeviceState } from '#protocol/survey.ts';
import type { Audit } from './audit.ts';

export type LinkChannel = 'link' | 'kiosk';

/** What a signed token stands for: one activity. Stores may still hold the kiosk links of a first form. */
export interface LinkRecord {
  readonly channel: LinkChannel;
  /** The activity of a survey link. */
  readonly subject: string;
  readonly generation: number;
  readonly label: string;
  readonly activities: readonly string[];
}

/** What a device says of itself at each contact. */
export interface DeviceContact {
  readonly id: string;
  readonly channel: LinkChannel;
  /** The link it came with; `null` for a kiosk with a key of its own, which came with nothing. */
  readonly subject: string | null;
  readonly generation: number;
  readonly label: string;
  readonly appVersion: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly nextSequence?: number;
  readonly unsent?: number;
  /** Of a kiosk with a key: its count of contacts. */
  readonly contact?: Contact | undefined;
  readonly state?: DeviceState | undefined;
}

export interface DeviceLedger {
  readonly highest: number;
  /** Numbers below `highest` that never arrived, lowest first; at most as many as were asked for. */
  readonly missing: readonly number[];
  readonly missingCount: number;
}

export interface LinkStore {
  /** Stores a link; a survey link that exists already is only relabelled. Returns what is in force. */
  issue(agency: string, link: Omit<LinkRecord, 'generation'>, audit: Audit): Promise<LinkRecord>;
  get(agency: string, channel: LinkChannel, subject: string): Promise<LinkRecord | null>;
  /** Refuses all tokens issued so far; `false` when there is no such link. */
  revoke(agency: string, channel: LinkChannel, subject: string, audit: Audit): Promise<boolean>;
  /** Keeps hashes (SHA-256, hex) of personal codes for an activity. */
  addPersonalCodes(agency: string, activity: string, hashes: readonly string[], audit: Audit): Promise<void>;
  /** `null`: there is no such code. */
  personalCode(agency: string, activity: string, hash: string): Promise<'open' | 'spent' | null>;
  /** Forgets every code of an activity that was not used; returns how many. Whoever comes with one is refused. */
  withdrawPersonalCodes(agency: string, activity: string, audit: Audit): Promise<number>;
  countPersonalCodes(agency: string, activity: string): Promise<{ issued: number; spent: number }>;
}
