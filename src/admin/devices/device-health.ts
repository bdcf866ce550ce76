import type { DeviceSummary, QuarantineItem } from '#protocol/device.ts';

const HOUR = 3_600_000;
/** A missing number is late after a day: until then its device may simply have been without a network. */
const GAP_MS = 24 * HOUR;
/** Times of answers are shown by the minute, and periods begin at midnight. */
const CLOCK_MS = 5 * 60_000;

/** `replaced`: another identity was enrolled later under the same name. */
export type Standing = 'active' | 'replaced' | 'revoked';

export type WarningKind = 'identity-twice' | 'id-conflict' | 'signature' | 'gap' | 'unsent' | 'clock';

/** Something about a device that a person has to look after. */
export interface Warning {
  readonly kind: WarningKind;
  /** Since when; ISO 8601 UTC. */
  readonly since: string;
  /** How many responses it concerns; 0 when that is not the point. */
  readonly count: number;
  /** Milliseconds by which the clock is ahead. */
  readonly clockAheadMs?: number;
  /** Id of the alarm of the endpoint, which staff settle. */
  readonly alarm?: string;
}

export interface Circumstances {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly unsentHours: number;
  readonly aside: readonly QuarantineItem[];
}

export function standingOf(device: DeviceSummary, all: readonly DeviceSummary[]): Standing {
  if (device.revokedAt !== null) return 'revoked';
  const isReplaced = all.some(
    ({ channel, label, epoch }) =>
      channel === 'kiosk' && label === device.label && label !== '' && epoch > device.epoch,
  );
  return isReplaced ? 'replaced' : 'active';
}

/** The gravest first. What a revoked device still lacks is shown, but nobody waits for it any more. */
export function warningsOf(device: DeviceSummary, circumstances: Circumstances): Warning[] {
  const { alarms, revokedAt } = device;
  const raised = alarms.map(({ id, kind, at }): Warning => ({ kind, since: at, count: 0, alarm: id }));
  const waiting = [gap(device, circumstances), unsent(device, circumstances), clock(device)];
  const found = [...raised, signature(device, circumstances), ...(revokedAt === null ? waiting : [])];
  return found.filter((warning) => warning !== null);
}

function signature({ id }: DeviceSummary, { aside }: Circumstances): Warning | null {
  const items = aside.filter(
    ({ device, code, judged }) => device === id && code === 'signature-wrong' && judged === null,
  );
  const since = items.map(({ receivedAt }) => receivedAt).sort()[0];
  return since === undefined ? null : { kind: 'signature', since, count: items.length };
}

function gap({ missingCount, missingSince }: DeviceSummary, { now }: Circumstances): Warning | null {
  if (missingCount === 0 || missingSince === null || now - Date.parse(missingSince) < GAP_MS) return null;
  return { kind: 'gap', since: missingSince, count: missingCount };
}

/** A phone is nobody's to fetch: only kiosks are waited for. */
function unsent(device: DeviceSummary, { now, unsentHours }: Circumstances): Warning | null {
  const since = device.channel === 'kiosk' ? oldestUnsent(device) : null;
  if (since === null || now - Date.parse(since) < unsentHours * HOUR) return null;
  return { kind: 'unsent', since, count: device.unsent };
}

/** When the oldest response that waits on the device was given, on the endpoint's clock; `null`: none waits. */
export function oldestUnsent({ unsent: count, state, lastSeenAt }: DeviceSummary): string | null {
  if (count === 0) return null;
  const said = state?.oldestUnsentAt ?? null;
  if (said === null) return lastSeenAt;
  return new Date(Date.parse(said) - (state?.clockAheadMs ?? 0)).toISOString();
}

function clock({ state, lastSeenAt }: DeviceSummary): Warning | null {
  const clockAheadMs = state?.clockAheadMs ?? 0;
  if (Math.abs(clockAheadMs) < CLOCK_MS) return null;
  return { kind: 'clock', since: lastSeenAt, count: 0, clockAheadMs };
}
