import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { AcceptedItem, Delivery } from '#server/storage/response-store.ts';
import { aChain, aContact, anAgency, aRefusal, AT, sha256 } from './samples.ts';
import type { StoreAt } from './store-at.ts';

const present = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('It is there.');
  return value;
};

/** What every store must do with items put aside, personal codes and bursts. */
export function fieldContract(at: StoreAt): void {
  async function deliver(items: Delivery['items'], more: Partial<Delivery> = {}) {
    const contact = more.contact ?? (await aContact(at.storage, at.agency.id));
    const delivery = { agency: at.agency.id, receivedAt: AT, contact, items, ...more };
    return (await at.storage.responses.deliver(delivery)).results.map(({ status, code }) => code ?? status);
  }

  /** A response that was put aside, and its id among the items put aside. */
  async function anItemAside(code = 'device-revoked'): Promise<{ id: string; item: AcceptedItem }> {
    const contact = await aContact(at.storage, at.agency.id);
    const item = present(aChain(contact.id, 1)[0]);
    const { id, hash, body, place } = item;
    if (!('device' in place)) throw new Error('It has a device.');
    await deliver([aRefusal({ id, hash, bodyHash: hash, body, code, place })], { contact });
    const aside = await at.storage.responses.quarantine(at.agency.id, 100);
    return { id: present(aside.find((record) => record.item === id)).id, item };
  }

  const head = async () => (await at.storage.documents.changes(at.agency.id, 0, 1)).head;

  describe('an item put aside', () => {
    test('accepted becomes a response once, in the commit order, with who and why in the history', async () => {
      const { id, item } = await anItemAside();
      const before = await head();
      const accept = () => at.storage.responses.accept(at.agency.id, id, item, 'dikenal', at.audit());
      expect(await Promise.all([accept(), accept()])).toEqual(['accepted', 'accepted']);
      await at.reopen();
      expect(at.bodies()).toEqual([item.body]);
      expect(await head()).toBe(before + 1);
      expect(await at.storage.responses.putAside(at.agency.id, id)).toMatchObject({
        judged: { decision: 'accepted', reason: 'dikenal', at: AT, by: at.admin },
      });
      expect(await at.storage.documents.history(at.agency.id, 'quarantine', id)).toHaveLength(1);
      expect(await deliver([item])).toEqual(['same']);
    });

    test('accepted counts among the numbers of its device', async () => {
      const { id, item } = await anItemAside();
      await at.storage.responses.accept(at.agency.id, id, item, 'x', at.audit());
      const devices = await at.storage.devices.list(at.agency.id);
      expect(devices).toMatchObject([{ highest: 1, stored: 1, missing: [] }]);
    });

    test('accepted beside another response with its number is kept under a device of its own', async () => {
      const { id, item } = await anItemAside('sequence-taken');
      const contact = await aContact(at.storage, at.agency.id);
      const holder = present(aChain(contact.id, 1)[0]);
      await deliver([{ ...holder, place: item.place }], { contact });
      expect(await at.storage.responses.accept(at.agency.id, id, item, 'klon', at.audit())).toBe('accepted');
      expect(at.bodies().sort()).toEqual([holder.body, item.body].sort());
    });

    test('is not accepted beside another content with its id, and stays unjudged', async () => {
      const { id, item } = await anItemAside('id-taken');
      const body = '{"other":1}';
      const contact = await aContact(at.storage, at.agency.id);
      const place = { device: contact.id, sequence: 1, previousHash: '0'.repeat(64) };
      await deliver([{ ...item, body, hash: sha256(body), place }], { contact });
      expect(await at.storage.responses.accept(at.agency.id, id, item, 'x', at.audit())).toBe('id-taken');
      expect(await at.storage.responses.putAside(at.agency.id, id)).toMatchObject({ judged: null });
      expect(at.bodies()).toEqual([body]);
    });

    test('refused stays aside when it comes again, until it is accepted after all', async () => {
      const { id, item } = await anItemAside();
      await at.storage.responses.refuse(at.agency.id, id, 'palsu', at.audit());
      expect(await deliver([item])).toEqual(['device-revoked']);
      expect(at.bodies()).toEqual([]);
      await at.storage.responses.accept(at.agency.id, id, item, 'ternyata benar', at.audit());
      await at.storage.responses.refuse(at.agency.id, id, 'lagi', at.audit());
      expect(await at.storage.responses.putAside(at.agency.id, id)).toMatchObject({
        judged: { decision: 'accepted', reason: 'ternyata benar' },
      });
      expect(at.bodies()).toEqual([item.body]);
    });

    test('is not seen by another agency', async () => {
      const { id } = await anItemAside();
      const other = await anAgency(at.storage);
      expect(await at.storage.responses.putAside(other.id, id)).toBeNull();
    });
  });

  describe('a personal code', () => {
    const activity = randomUUIDv7();
    const hash = sha256('kode');
    const issue = () => at.storage.links.addPersonalCodes(at.agency.id, activity, [hash], at.audit());
    const state = () => at.storage.links.personalCode(at.agency.id, activity, hash);
    const one = (device: string): AcceptedItem => present(aChain(device, 1)[0]);

    async function answer(): Promise<string[]> {
      const contact = await aContact(at.storage, at.agency.id);
      return deliver([one(contact.id)], { contact, personal: { activity, hash } });
    }

    test('is of one activity, and is counted', async () => {
      expect(await state()).toBeNull();
      await issue();
      expect(await state()).toBe('open');
      expect(await at.storage.links.personalCode(at.agency.id, randomUUIDv7(), hash)).toBeNull();
      expect(await at.storage.links.countPersonalCodes(at.agency.id, activity)).toEqual({
        issued: 1,
        spent: 0,
      });
    });

    test('is spent in the same commit as the one response, however many come at once', async () => {
      await issue();
      const outcomes = (await Promise.all([answer(), answer(), answer()])).flat();
      expect(outcomes.sort()).toEqual(['code-spent', 'code-spent', 'stored']);
      await at.reopen();
      expect(await state()).toBe('spent');
      expect(await at.storage.links.countPersonalCodes(at.agency.id, activity)).toEqual({
        issued: 1,
        spent: 1,
      });
    });

    test('stays open when nothing was stored with it', async () => {
      await issue();
      const contact = await aContact(at.storage, at.agency.id);
      await deliver([aRefusal()], { contact, personal: { activity, hash } });
      expect(await state()).toBe('open');
    });

    test('that is withdrawn is gone, unless it was used', async () => {
      await issue();
      await answer();
      await at.storage.links.addPersonalCodes(at.agency.id, activity, [sha256('lain')], at.audit());
      const withdraw = () => at.storage.links.withdrawPersonalCodes(at.agency.id, activity, at.audit());
      expect(await withdraw()).toBe(1);
      expect(await withdraw()).toBe(0);
      await at.reopen();
      expect(await at.storage.links.personalCode(at.agency.id, activity, sha256('lain'))).toBeNull();
      expect(await state()).toBe('spent');
      const history = await at.storage.documents.history(at.agency.id, 'personal-codes', activity);
      expect(history.map(({ changes }) => changes)).toEqual([{ issued: 1 }, { issued: 1 }, { withdrawn: 1 }]);
    });

    test('of which nothing tells a time or an order', async () => {
      await issue();
      await answer();
      const history = await at.storage.documents.history(at.agency.id, 'personal-codes', activity);
      expect(history.map(({ changes }) => changes)).toEqual([{ issued: 1 }]);
    });
  });

  test('a burst is marked by the times of first responses to one activity', async () => {
    const activity = randomUUIDv7();
    const burst = { count: 3, withinMs: 100 };
    const first = async (submittedAt: number, changes: Partial<AcceptedItem> = {}) => {
      const contact = await aContact(at.storage, at.agency.id);
      const item = { ...present(aChain(contact.id, 1)[0]), activity, submittedAt, burst, ...changes };
      await deliver([item], { contact });
    };
    for (const offset of [0, 90, 250, 60, 95]) await first(AT + offset);
    await first(AT + 60, { activity: randomUUIDv7() });
    await first(AT + 60, { burst: undefined });
    const marks = [...at.storage.responses.each(at.agency.id, {})].map(({ marks: given }) => given.join());
    expect(marks).toEqual(['', '', '', 'burst', 'burst', '', '']);
  });

  test('a response that is sent again, and now counts itself, is the same and gets no mark', async () => {
    const activity = randomUUIDv7();
    const burst = { count: 3, withinMs: 100 };
    const contacts = [
      await aContact(at.storage, at.agency.id),
      await aContact(at.storage, at.agency.id),
    ] as const;
    const items = contacts.map(({ id }) => ({ ...present(aChain(id, 1)[0]), activity, burst }));
    for (const [place, contact] of contacts.entries()) await deliver([present(items[place])], { contact });
    const before = await head();
    expect(await deliver([present(items[1])], { contact: contacts[1] })).toEqual(['same']);
    await at.reopen();
    expect([...at.storage.responses.each(at.agency.id, {})].map(({ marks }) => marks)).toEqual([[], []]);
    expect(await head()).toBe(before);
  });
}
