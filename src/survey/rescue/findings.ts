import type { JournalRecord } from '#local/journal/record.ts';
import { isIn } from '#local/survey/released.ts';
import type { Runs } from '#local/survey/released.ts';
import type { RawTable } from './raw-database.ts';

/** A response as it was found, wherever it was. */
export interface FoundResponse {
  readonly id: string;
  readonly hash: string;
  /** The frozen text. */
  readonly body: string;
  /** The device's own signature over the text, made when it was stored; `null` where there is none. */
  readonly signature: string | null;
  readonly agency: string;
  readonly device: string;
  readonly sequence: number;
  readonly channel: string;
  readonly submittedAt: string;
  /** Under which context it was given. */
  readonly contextId: string;
  /** A receipt of the endpoint names it. */
  readonly isReceived: boolean;
}

/** What a response was given under. */
export interface FoundContext {
  readonly id: string;
  readonly mode: string;
  readonly token: string;
  readonly device: string;
  readonly agencyName: string;
  readonly label: string;
}

/** An identity of this tablet that an endpoint has taken, with the key that proves it. */
export interface FoundIdentity {
  readonly device: string;
  readonly key: CryptoKey;
  readonly agency: string;
  /** The endpoint said last that it does not know the identity any more. */
  readonly isForgotten: boolean;
}

export interface Findings {
  /** One of each, oldest first. */
  readonly responses: readonly FoundResponse[];
  readonly contexts: ReadonlyMap<string, FoundContext>;
  readonly identities: readonly FoundIdentity[];
  /** The number that the next response of a device would have got. */
  readonly nextSequences: ReadonlyMap<string, number>;
}

/**
 * Picks out what is known by its looks, whatever tables it lies in: the form of a newer or a half-made database is not
 * known here. A response that is in both places is taken once, and with everything that either place says.
 */
export function findingsOf(tables: readonly RawTable[], records: readonly JournalRecord[]): Findings {
  const found = new Map<string, FoundResponse>();
  const contexts = new Map<string, FoundContext>();
  const identities: FoundIdentity[] = [];
  const nextSequences = new Map<string, number>();
  const released = new Map<string, Runs>();
  for (const { response, context } of records) {
    keep(found, responseOf(response));
    const known = contextOf(context);
    if (known !== null) contexts.set(known.id, known);
  }
  for (const row of tables.flatMap(({ rows }) => rows)) {
    keep(found, responseOf(row));
    const context = contextOf(row);
    if (context !== null) contexts.set(context.id, context);
    const { device, nextSequence, released: runs } = fields(row);
    if (typeof device !== 'string') continue;
    const identity = identityOf(row);
    if (identity !== null) identities.push(identity);
    if (typeof nextSequence === 'number') nextSequences.set(device, nextSequence);
    if (Array.isArray(runs)) released.set(device, runs as Runs);
  }
  const responses = [...found.values()]
    // Removed from the database because it is safe; the journal may still have it for a while.
    .map((response) =>
      isIn(released.get(response.device) ?? [], response.sequence)
        ? { ...response, isReceived: true }
        : response,
    )
    .sort((a, b) => a.submittedAt.localeCompare(b.submittedAt) || a.sequence - b.sequence);
  return { responses, contexts, identities, nextSequences };
}

function keep(found: Map<string, FoundResponse>, response: FoundResponse | null): void {
  if (response === null) return;
  const key = `${response.id} ${response.hash}`;
  const known = found.get(key);
  const isReceived = response.isReceived || known?.isReceived === true;
  const signature = response.signature ?? known?.signature ?? null;
  found.set(key, { ...(known ?? response), isReceived, signature });
}

function responseOf(row: unknown): FoundResponse | null {
  const { id, hash, body, signature, contextId, receipt } = fields(row);
  if (typeof id !== 'string' || typeof hash !== 'string' || typeof body !== 'string') return null;
  const { agency, channel, submittedAt, place } = fields(parse(body));
  const { device, sequence } = fields(place);
  if (typeof agency !== 'string' || typeof channel !== 'string' || typeof submittedAt !== 'string')
    return null;
  if (typeof device !== 'string' || typeof sequence !== 'number') return null;
  return {
    ...{ id, hash, body, agency, device, sequence, channel, submittedAt },
    signature: typeof signature === 'string' ? signature : null,
    contextId: typeof contextId === 'string' ? contextId : '',
    isReceived: typeof receipt === 'object' && receipt !== null,
  };
}

function contextOf(row: unknown): FoundContext | null {
  const { id, mode, token, device, agency, label } = fields(row);
  const { name } = fields(agency);
  const texts = [id, mode, token, device, label, name];
  if (!texts.every((text) => typeof text === 'string')) return null;
  return { id, mode, token, device, label, agencyName: name } as FoundContext;
}

function identityOf(row: unknown): FoundIdentity | null {
  const { device, key, enrolment, refused } = fields(row);
  const { agency } = fields(enrolment);
  const canSign = key instanceof CryptoKey && key.type === 'private' && key.usages.includes('sign');
  if (!canSign || typeof device !== 'string' || typeof agency !== 'string') return null;
  return { device, key, agency, isForgotten: refused === 'device-unknown' };
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
