import { linkAuthorization } from '#protocol/link-authorization.ts';
import type { SealedPush } from '#protocol/device.ts';
import { LIMITS } from '#protocol/limits.ts';
import type { PushItem, PushRequest } from '#protocol/survey.ts';
import { signText } from '#protocol/signature.ts';
import { PROTOCOL_VERSION } from '#protocol/version.ts';
import type { Parcel } from '../handover/desk.ts';
import type { Findings, FoundResponse } from './findings.ts';

export interface Packed {
  readonly parcels: readonly Parcel[];
  /** Unsent, and nothing is left here that would prove to the office where they come from. */
  readonly stranded: readonly FoundResponse[];
}

/** Who speaks for responses, and how it proves that. */
interface Speaker {
  /** The device itself, or another identity of the same tablet whose key is still here. */
  readonly device: string;
  readonly authorise: (body: string) => Promise<string>;
}

/** Everything unsent, as the pushes that the app itself would have sent. */
export async function packUnsent(findings: Findings, appVersion: string): Promise<Packed> {
  const parcels = new Map<string, { label: string; pushes: SealedPush[] }>();
  const stranded: FoundResponse[] = [];
  for (const responses of byOrigin(findings)) {
    const { agency, contextId } = responses[0]!;
    const speaker = speakerFor(findings, responses[0]!);
    const provable = responses.filter((response) => speaker !== null && canBeProven(response, speaker));
    stranded.push(...responses.filter((response) => !provable.includes(response)));
    if (speaker === null || provable.length === 0) continue;
    const parcel = parcels.get(agency) ?? { label: '', pushes: [] };
    parcels.set(agency, parcel);
    parcel.label ||= findings.contexts.get(contextId)?.label ?? '';
    const nextSequence = nextSequenceOf(findings, speaker.device);
    const told = { id: speaker.device, appVersion, nextSequence, unsent: provable.length };
    for (const items of batches(provable, speaker.device)) {
      const request: PushRequest = { protocol: PROTOCOL_VERSION, device: told, items };
      const body = JSON.stringify(request);
      parcel.pushes.push({ authorization: await speaker.authorise(body), body });
    }
  }
  return { parcels: [...parcels].map(([agency, parcel]) => ({ agency, ...parcel })), stranded };
}

/** Unsent responses by where they come from, each in the order of their numbers. */
function byOrigin({ responses }: Findings): FoundResponse[][] {
  const groups = new Map<string, FoundResponse[]>();
  for (const response of responses) {
    if (response.isReceived) continue;
    const key = `${response.agency} ${response.device} ${response.contextId}`;
    groups.set(key, [...(groups.get(key) ?? []), response]);
  }
  return [...groups.values()].map((group) => group.sort((a, b) => a.sequence - b.sequence));
}

/** `null`: nothing is left here that proves where the response comes from. */
function speakerFor({ contexts, identities }: Findings, response: FoundResponse): Speaker | null {
  const { device, agency, channel, contextId } = response;
  if (channel === 'link') {
    const token = contexts.get(contextId)?.token;
    return token ? { device, authorise: () => Promise.resolve(linkAuthorization(token)) } : null;
  }
  const known = identities.filter((identity) => identity.agency === agency && !identity.isForgotten);
  const identity = known.find((own) => own.device === device) ?? known.at(-1);
  if (identity === undefined) return null;
  const { key } = identity;
  return { device: identity.device, authorise: async (body) => `Device ${await signText(key, body)}` };
}

/** What another identity speaks for must carry the signature of its own. */
function canBeProven({ device, signature }: FoundResponse, speaker: Speaker): boolean {
  return device === speaker.device || signature !== null;
}

function nextSequenceOf({ responses, nextSequences }: Findings, device: string): number {
  const taken = responses.filter((response) => response.device === device).map(({ sequence }) => sequence);
  return Math.max(nextSequences.get(device) ?? 1, ...taken.map((sequence) => sequence + 1));
}

/** Within the limits of one request. */
function batches(responses: readonly FoundResponse[], speaker: string): PushItem[][] {
  const HEAD_BYTES = 1_000;
  const all: PushItem[][] = [];
  let bytes = Infinity;
  for (const { id, hash, body, device, signature } of responses) {
    const plain: PushItem = { id, hash, body };
    const item = device === speaker || signature === null ? plain : { ...plain, signature };
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
