import type { SealedPush } from '#protocol/device.ts';
import { LIMITS } from '#protocol/limits.ts';
import type { PushItem, PushRequest } from '#protocol/survey.ts';
import { PROTOCOL_VERSION } from '#protocol/version.ts';
import type { Parcel } from '../handover/desk.ts';
import type { Findings, FoundResponse } from './findings.ts';

export interface Packed {
  readonly parcels: readonly Parcel[];
  /** Unsent, and nothing is left here that would prove to the office where they come from. */
  readonly stranded: readonly FoundResponse[];
}

/** Authorises the exact text of a request; `null` where nothing is left to do it with. */
type Authorise = (body: string) => Promise<string>;

/** Everything unsent, as the pushes that the app itself would have sent. */
export async function packUnsent(findings: Findings, appVersion: string): Promise<Packed> {
  const parcels = new Map<string, { label: string; pushes: SealedPush[] }>();
  const stranded: FoundResponse[] = [];
  for (const responses of bySender(findings)) {
    const { agency, device, contextId } = responses[0]!;
    const authorise = authorisation(findings, responses[0]!);
    if (authorise === null) {
      stranded.push(...responses);
      continue;
    }
    const parcel = parcels.get(agency) ?? { label: '', pushes: [] };
    parcels.set(agency, parcel);
    parcel.label ||= findings.contexts.get(contextId)?.label ?? '';
    const nextSequence = nextSequenceOf(findings, device);
    const told = { id: device, appVersion, nextSequence, unsent: responses.length };
    for (const items of batches(responses)) {
      const request: PushRequest = { protocol: PROTOCOL_VERSION, device: told, items };
      const body = JSON.stringify(request);
      parcel.pushes.push({ authorization: await authorise(body), body });
    }
  }
  return { parcels: [...parcels].map(([agency, parcel]) => ({ agency, ...parcel })), stranded };
}

/** Unsent responses by what authorises them, each in the order of their numbers. */
function bySender({ responses, contexts }: Findings): FoundResponse[][] {
  const groups = new Map<string, FoundResponse[]>();
  for (const response of responses) {
    if (response.isReceived) continue;
    const token = response.channel === 'link' ? contexts.get(response.contextId)?.token : '';
    const key = `${response.agency} ${response.device} ${token}`;
    groups.set(key, [...(groups.get(key) ?? []), response]);
  }
  return [...groups.values()].map((group) => group.sort((a, b) => a.sequence - b.sequence));
}

function authorisation(findings: Findings, response: FoundResponse): Authorise | null {
  if (response.channel === 'link') {
    const context = findings.contexts.get(response.contextId);
    return context === undefined ? null : () => Promise.resolve(`Link ${context.token}`);
  }
  const key = findings.keys.get(response.device);
  return key === undefined ? null : async (body) => `Device ${await signature(key, body)}`;
}

async function signature(key: CryptoKey, body: string): Promise<string> {
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const signed = await crypto.subtle.sign(algorithm, key, new TextEncoder().encode(body));
  const text = btoa(String.fromCharCode(...new Uint8Array(signed)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function nextSequenceOf({ responses, nextSequences }: Findings, device: string): number {
  const taken = responses.filter((response) => response.device === device).map(({ sequence }) => sequence);
  return Math.max(nextSequences.get(device) ?? 1, ...taken.map((sequence) => sequence + 1));
}

/** Within the limits of one request. */
function batches(responses: readonly FoundResponse[]): PushItem[][] {
  const HEAD_BYTES = 1_000;
  const all: PushItem[][] = [];
  let bytes = Infinity;
  for (const { id, hash, body } of responses) {
    const item: PushItem = { id, hash, body };
    const size = new TextEncoder().encode(JSON.stringify(item)).length + 1;
    const isFull = bytes + size > LIMITS.batchBytes || all.at(-1)?.length === LIMITS.batchItems;
    if (isFull) {
      all.push([]);
      bytes = HEAD_BYTES;
    }
    all.at(-1)!.push(item);
    bytes += size;
  }
  return all;
}
