import { createHash } from 'node:crypto';
import { isSignedBy } from '#protocol/signature.ts';
import type { DeviceContact, PushAnswer, PushItem, PushRequest, PushResult } from '#protocol/survey.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';

interface Place {
  readonly device: string;
  readonly sequence: number;
}

/** What an endpoint keeps of devices and their responses, and what a backup of it brings back. */
export class EndpointStore {
  /** What was counted: one entry per id, never replaced. */
  stored = new Map<string, PushItem>();
  /** What was put aside. */
  aside = new Map<string, PushItem>();
  /** Public keys of enrolled kiosks. */
  keys = new Map<string, string>();
  revoked = new Set<string>();
  /** Ids that are put aside instead of counted. */
  readonly poison = new Set<string>();
  /** Devices of which one contact number came with two nonces. */
  readonly alarms: string[] = [];
  serverTime = '2026-08-17T05:00:01.000Z';
  #backedUp = new Map<string, number>();
  readonly #contacts = new Map<string, string>();

  /** Makes a backup; what is returned brings the endpoint back to this moment. */
  backUp(): () => void {
    const { stored, aside, keys, revoked } = this;
    const copy = [new Map(stored), new Map(aside), new Map(keys), new Set(revoked)] as const;
    const known = new Map(this.#backedUp);
    for (const device of keys.keys()) this.#backedUp.set(device, this.#ledger(device).highest);
    return () => {
      [this.stored, this.aside, this.keys, this.revoked] = [
        new Map(copy[0]),
        new Map(copy[1]),
        new Map(copy[2]),
        new Set(copy[3]),
      ];
      this.#backedUp = new Map(known);
    };
  }

  noteContact(device: string, { number, nonce }: DeviceContact): void {
    const key = `${device} ${number}`;
    const known = this.#contacts.get(key);
    if (known !== undefined && known !== nonce) this.alarms.push(device);
    this.#contacts.set(key, nonce);
  }

  async deliver(request: PushRequest): Promise<PushAnswer> {
    const { id, contact } = request.device;
    if (contact) this.noteContact(id, contact);
    const results: PushResult[] = [];
    for (const item of request.items) results.push(await this.#take(item, id));
    return this.answer(id, results);
  }

  answer(device: string, results: PushResult[]): PushAnswer {
    return {
      marker: PROTOCOL_MARKER,
      serverTime: this.serverTime,
      results,
      ledger: this.#ledger(device),
      backedUp: this.#backedUp.get(device) ?? 0,
    };
  }

  /** Numbers that this endpoint counts for a device. */
  sequences(device: string): number[] {
    return numbersIn(this.stored, device);
  }

  #ledger(device: string): PushAnswer['ledger'] {
    const arrived = [...numbersIn(this.stored, device), ...numbersIn(this.aside, device)];
    const highest = Math.max(0, ...arrived);
    const missing = Array.from({ length: highest }, (_, place) => place + 1).filter(
      (number) => !arrived.includes(number),
    );
    return { highest, missing: missing.slice(0, 100), missingCount: missing.length };
  }

  async #take(item: PushItem, sender: string): Promise<PushResult> {
    const { id, hash } = item;
    const known = this.stored.get(id) ?? this.aside.get(id);
    if (known) return { id, hash, status: known.hash === hash ? 'same' : 'conflict' };
    const code = await this.#reasonAgainst(item, sender);
    this.#notBackedUp(placeOf(item.body));
    if (code === null) {
      this.stored.set(id, item);
      return { id, hash, status: 'stored' };
    }
    this.aside.set(id, item);
    return { id, hash, status: 'quarantined', code };
  }

  /** A number that arrives after the newest backup went past it is not in that backup. */
  #notBackedUp({ device, sequence }: Place): void {
    const backedUp = this.#backedUp.get(device) ?? 0;
    this.#backedUp.set(device, Math.min(backedUp, sequence - 1));
  }

  async #reasonAgainst({ id, hash, body, signature = '' }: PushItem, sender: string): Promise<string | null> {
    if (createHash('sha256').update(body).digest('hex') !== hash || this.poison.has(id)) {
      return 'invalid-response';
    }
    const { device, sequence } = placeOf(body);
    const key = this.keys.get(device) ?? '';
    if (device !== sender && !(await isSignedBy(key, body, signature))) return 'signature-wrong';
    if (this.revoked.has(device)) return 'device-revoked';
    return this.sequences(device).includes(sequence) ? 'sequence-taken' : null;
  }
}

function numbersIn(items: ReadonlyMap<string, PushItem>, device: string): number[] {
  return [...items.values()]
    .map(({ body }) => placeOf(body))
    .filter((place) => place.device === device)
    .map(({ sequence }) => sequence)
    .sort((a, b) => a - b);
}

function placeOf(body: string): Place {
  return (JSON.parse(body) as { place: Place }).place;
}
