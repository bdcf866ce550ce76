import type { DeviceSummary } from '#protocol/device.ts';
import type { DeviceState } from '#protocol/survey.ts';
import type { Audit } from './audit.ts';
import type { DeviceLedger } from './link-store.ts';

export type AlarmKind = DeviceSummary['alarms'][number]['kind'];

/** A kiosk that was enrolled with a key of its own. */
export interface KioskRecord {
  readonly id: string;
  readonly agency: string;
  /** Raw point on P-256, 65 bytes. */
  readonly publicKey: Uint8Array;
  readonly label: string;
  readonly epoch: number;
  readonly enrolledAt: number;
  readonly revokedAt: number | null;
}

export interface EnrolmentCodeRecord {
  /** SHA-256 of the code, hex. */
  readonly hash: string;
  readonly label: string;
  readonly activities: readonly string[];
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface Enrolment {
  readonly codeHash: string;
  readonly device: string;
  readonly publicKey: Uint8Array;
  readonly appVersion: string;
  readonly at: number;
}

/** `identity-taken`: another key, a phone, or another agency has this device id. */
export type EnrolmentRefusal =
  'code-wrong' | 'code-expired' | 'code-used' | 'device-revoked' | 'identity-taken';

/** A contact by which a kiosk only asks how things stand. */
export interface KioskContact {
  readonly device: string;
  readonly appVersion: string;
  readonly number: number;
  /** 16 bytes, base64url. */
  readonly nonce: string;
  readonly at: number;
}

export interface AlarmRecord {
  readonly id: string;
  readonly kind: AlarmKind;
  readonly at: number;
  readonly detail: string;
}

/** A device as the office sees it; times are milliseconds since 1970. */
export interface DeviceRecord extends DeviceLedger {
  readonly id: string;
  readonly channel: 'kiosk' | 'link';
  readonly label: string;
  readonly epoch: number;
  readonly appVersion: string;
  readonly enrolledAt: number | null;
  readonly revokedAt: number | null;
  readonly activities: readonly string[];
  readonly lastSeenAt: number;
  readonly stored: number;
  /** When a number above the oldest missing one first arrived. */
  readonly missingSince: number | null;
  readonly announcedNext: number;
  readonly unsent: number;
  readonly backedUp: number;
  readonly state: DeviceState | null;
  /** Those that nobody has settled, oldest first. */
  readonly alarms: readonly AlarmRecord[];
}

export interface DeviceStore {
  /** Keeps a code until a day after it expired. */
  addCode(agency: string, code: EnrolmentCodeRecord, audit: Audit): Promise<void>;
  /**
   * Uses a code once and for all, in one commit with what it brings: the identity with its key, its epoch and its
   * activities. The same device with the same key and code gets the same answer until the code expires. An identity that
   * is enrolled already may use another code: it only gets that code's label and activities.
   */
  enrol(agency: string, enrolment: Enrolment): Promise<KioskRecord | EnrolmentRefusal>;
  /** An enrolled kiosk of any agency, revoked ones included. */
  kiosk(device: string): Promise<KioskRecord | null>;
  /** `present`: its activities now, in the order chosen. `ever`: those and all it was sent to before. */
  activities(agency: string, device: string): Promise<{ present: string[]; ever: string[] }>;
  /** Notes a contact without a delivery. */
  noteContact(agency: string, contact: KioskContact): Promise<void>;
  /** `false` when there is no such device. A second revocation changes nothing. */
  revoke(agency: string, device: string, reason: string, audit: Audit): Promise<boolean>;
  /** Sends an enrolled kiosk to other activities; `false` when there is none. What it was sent to stays covered. */
  send(
    agency: string,
    device: string,
    to: { readonly label: string; readonly activities: readonly string[] },
    audit: Audit,
  ): Promise<boolean>;
  /** `false` when no such alarm is open. */
  settleAlarm(agency: string, device: string, alarm: string, reason: string, audit: Audit): Promise<boolean>;
  /** Notes in the history how many items of which device staff brought by hand. */
  noteHandover(agency: string, items: ReadonlyMap<string, number>, audit: Audit): Promise<void>;
  /** Seen last first. */
  list(agency: string): Promise<DeviceRecord[]>;
}
