import { randomUUIDv7 } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeviceContact } from '#server/storage/link-store.ts';
import type { AcceptedItem, JudgedItem } from '#server/storage/response-store.ts';
import { aChain, aContact, anAgency, aRefusal, AT, sha256 } from './samples.ts';
import type { StoreAt } from './store-at.ts';

const MOST = 60;

/** How one item of a batch is made out of the chains of a tablet and of its clone; `parting` is the clone's first own. */
const step = fc.record({
  /** The clone shares the first numbers with the tablet and then goes its own way. */
  clone: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
  /** Mostly the next number; sometimes back, or over a gap. */
  move: fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 1, 1, 0, -3, 2),
  change: fc.constantFrom(
    'none',
    'none',
    'none',
    'none',
    'none',
    'none',
    'text',
    'chain',
    'refused',
    'parting',
    'number',
  ),
});

/** A store takes a batch in any way it likes, as long as it makes no difference. */
export function batchContract(at: StoreAt): void {
  describe('a batch', () => {
    test('is judged as its items would be, delivered one by one', async () => {
      const statuses = new Set<string>();
      const judgedAlike = fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: MOST }),
        fc.nat({ max: 30 }),
        async (steps, shared) => {
          const device = randomUUIDv7();
          const items = itemsOf(steps, device, shared);
          const [whole, single] = [await aReceiver(at, device), await aReceiver(at, device)];
          const results = await deliver(at, whole, items);
          const one = [];
          for (const item of items) one.push(...(await deliver(at, single, [item])));
          expect(results).toEqual(one);
          expect(await kept(at, whole)).toEqual(await kept(at, single));
          for (const { status, code } of results) statuses.add(code ?? status);
        },
      );
      // The same cases each time, so that they are known to reach every outcome; then others.
      await fc.assert(judgedAlike, { numRuns: 30, seed: 1 });
      expect([...statuses].sort()).toEqual([
        ...['broken-chain', 'conflict', 'invalid-json', 'same', 'sequence-taken', 'stored'],
      ]);
      await fc.assert(judgedAlike, { numRuns: 20 });
    }, 30_000);

    test('of imported rows is judged row by row too, and a repeated row is taken once', async () => {
      const batch = randomUUIDv7();
      const rows = aChain('', MOST).map((item, row): AcceptedItem => ({ ...item, place: { batch, row } }));
      const again = rows.slice(10, 20).map((item) => ({ ...item, id: randomUUIDv7() }));
      const items = [...rows.slice(0, 40), ...again, ...rows.slice(30)];
      const delivery = { agency: at.agency.id, receivedAt: AT, contact: null, items };
      const { results, ledger } = await at.storage.responses.deliver(delivery);
      const outcomes = results.map(({ status, code }) => code ?? status);
      expect(outcomes.slice(0, 40)).toEqual(Array.from({ length: 40 }, () => 'stored'));
      expect(outcomes.slice(40, 50)).toEqual(Array.from({ length: 10 }, () => 'sequence-taken'));
      expect(outcomes.slice(50, 60)).toEqual(Array.from({ length: 10 }, () => 'same'));
      expect(outcomes.slice(60)).toEqual(Array.from({ length: 20 }, () => 'stored'));
      expect(ledger).toBeNull();
      expect(at.bodies()).toEqual(rows.map(({ body }) => body));
    });
  });
}

interface Receiver {
  readonly agency: string;
  readonly contact: DeviceContact;
}

async function aReceiver(at: StoreAt, device: string): Promise<Receiver> {
  const agency = await anAgency(at.storage);
  return { agency: agency.id, contact: { ...(await aContact(at.storage, agency.id)), id: device } };
}

async function deliver(at: StoreAt, { agency, contact }: Receiver, items: readonly JudgedItem[]) {
  return (await at.storage.responses.deliver({ agency, receivedAt: AT, contact, items })).results;
}

/** Everything that a delivery leaves, without the ids that the store makes itself. */
async function kept(at: StoreAt, { agency }: Receiver) {
  const aside = await at.storage.responses.quarantine(agency, 1000);
  const [device] = await at.storage.devices.list(agency);
  return {
    responses: [...at.storage.responses.each(agency, {})],
    aside: aside.map(({ item, hash, code }) => `${item} ${hash} ${code}`).sort(),
    numbers: device && [device.highest, device.stored, device.missing, device.missingCount],
    head: (await at.storage.documents.changes(agency, 0, 1)).head,
  };
}

function itemsOf(
  steps: readonly { clone: boolean; move: number; change: string }[],
  device: string,
  shared: number,
): JudgedItem[] {
  const tablet = aChain(device, MOST * 2);
  const clone = [...tablet.slice(0, shared), ...branch(device, tablet[shared - 1], MOST * 2 - shared)];
  let number = 0;
  return steps.map((one) => {
    number = Math.min(Math.max(1, number + one.move), MOST * 2);
    const item = one.change === 'parting' ? clone[shared] : (one.clone ? clone : tablet)[number - 1];
    if (item === undefined) throw new Error('The chains are long enough.');
    return changed(item, one.change);
  });
}

/** Numbers of the same device that continue `last` with other contents. */
function branch(device: string, last: AcceptedItem | undefined, count: number): AcceptedItem[] {
  const start = last !== undefined && 'device' in last.place ? last.place.sequence : 0;
  let previousHash = last?.hash ?? '0'.repeat(64);
  return Array.from({ length: count }, (_, more) => {
    const id = randomUUIDv7();
    const body = JSON.stringify({ id, clone: more });
    const place = { device, sequence: start + more + 1, previousHash };
    previousHash = sha256(body);
    const when = { activity: null, submittedAt: AT, marks: [] };
    return { accepted: true, id, hash: previousHash, body, place, ...when };
  });
}

function changed(item: AcceptedItem, change: string): JudgedItem {
  const { id, body, place } = item;
  switch (change) {
    case 'text':
      return { ...item, body: `${body} `, hash: sha256(`${body} `) };
    case 'chain':
      return 'device' in place ? { ...item, place: { ...place, previousHash: sha256(id) } } : item;
    case 'number':
      return 'device' in place ? { ...item, place: { ...place, sequence: place.sequence + 1 } } : item;
    case 'refused':
      return aRefusal({ id, body, place: 'device' in place ? place : null });
    default:
      return item;
  }
}
