import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { aChain, aContact, aDocument, aRefusal, AT, sha256 } from './samples.ts';
import type { StoreAt } from './store-at.ts';

/** What every store must do with responses and their order. */
export function responseContract(at: StoreAt): void {
  describe('a delivery', () => {
    test('is refused for an agency or link that does not exist, and leaves nothing', async () => {
      const contact = await aContact(at.storage, at.agency.id);
      const items = aChain(contact.id, 1);
      const nowhere = { agency: randomUUIDv7(), receivedAt: AT, contact, items };
      await expect(at.storage.responses.deliver(nowhere)).rejects.toThrow(Error);
      const unlinked = { ...contact, subject: randomUUIDv7() };
      await expect(
        at.storage.responses.deliver({ agency: at.agency.id, receivedAt: AT, contact: unlinked, items }),
      ).rejects.toThrow(Error);
      expect(at.bodies()).toEqual([]);
      expect(await at.storage.devices.list(at.agency.id)).toEqual([]);
    });

    test('keeps each text byte for byte over a restart', async () => {
      const contact = await aContact(at.storage, at.agency.id);
      const items = aChain(contact.id, 3, 'é 👍 "x" \\ \u2028 \u0000');
      await at.storage.responses.deliver({ agency: at.agency.id, receivedAt: AT, contact, items });
      await at.reopen();
      const stored = [...at.storage.responses.each(at.agency.id, {})];
      expect(stored.map(({ body }) => body)).toEqual(items.map(({ body }) => body));
      expect(stored.map(({ hash }) => hash)).toEqual(stored.map(({ body }) => sha256(body)));
    });

    test('judges each item by the unique keys, in order', async () => {
      const contact = await aContact(at.storage, at.agency.id);
      const [one, two] = aChain(contact.id, 2);
      const stranger = aChain(contact.id, 1)[0];
      if (!one || !two || !stranger) throw new Error('The chains are there.');
      const other = { ...one, body: '{}', hash: sha256('{}') };
      const items = [one, two, one, other, stranger, aRefusal()];
      const { results } = await at.storage.responses.deliver({
        agency: at.agency.id,
        receivedAt: AT,
        contact,
        items,
      });
      expect(results.map(({ status, code }) => code ?? status)).toEqual([
        ...['stored', 'stored', 'same', 'conflict', 'sequence-taken', 'invalid-json'],
      ]);
      expect(at.bodies()).toEqual([one.body, two.body]);
      expect(
        (await at.storage.responses.quarantine(at.agency.id, 10)).map(({ code }) => code).sort(),
      ).toEqual([...['id-taken', 'invalid-json', 'sequence-taken']]);
    });

    test('many at once are stored once each, whatever the order', async () => {
      const contact = await aContact(at.storage, at.agency.id);
      const items = aChain(contact.id, 30);
      const shuffled = [...items].sort((a, b) => a.hash.localeCompare(b.hash));
      const deliveries = [...shuffled, ...items].map((item) =>
        at.storage.responses.deliver({ agency: at.agency.id, receivedAt: AT, contact, items: [item] }),
      );
      const statuses = (await Promise.all(deliveries)).flatMap(({ results }) =>
        results.map(({ status }) => status),
      );
      expect(statuses.filter((status) => status === 'stored')).toHaveLength(30);
      expect(statuses.filter((status) => status === 'same')).toHaveLength(30);
      const ledger = (await at.storage.devices.list(at.agency.id))[0];
      expect(ledger).toMatchObject({ highest: 30, stored: 30, missing: [], missingCount: 0 });
    });

    test('an item that was once stored is "same" even when it would be refused today', async () => {
      const contact = await aContact(at.storage, at.agency.id);
      const [item] = aChain(contact.id, 1);
      if (!item) throw new Error('The chain is there.');
      await at.storage.responses.deliver({ agency: at.agency.id, receivedAt: AT, contact, items: [item] });
      const { id, hash, body } = item;
      const refusal = aRefusal({ id, hash, bodyHash: hash, body, code: 'unknown-activity' });
      const again = { agency: at.agency.id, receivedAt: AT, contact, items: [refusal] };
      expect((await at.storage.responses.deliver(again)).results).toMatchObject([{ status: 'same' }]);
      expect(await at.storage.responses.quarantine(at.agency.id, 10)).toEqual([]);
    });

    test('what was put aside and is stored later is no longer shown as put aside', async () => {
      const contact = await aContact(at.storage, at.agency.id);
      const [item] = aChain(contact.id, 1);
      if (!item) throw new Error('The chain is there.');
      const { id, hash, body } = item;
      const deliver = (items: Parameters<typeof at.storage.responses.deliver>[0]['items']) =>
        at.storage.responses.deliver({ agency: at.agency.id, receivedAt: AT, contact, items });
      await deliver([aRefusal({ id, hash, bodyHash: hash, body, code: 'unknown-activity' })]);
      expect(await at.storage.responses.quarantine(at.agency.id, 10)).toHaveLength(1);
      expect((await deliver([item])).results).toMatchObject([{ status: 'stored' }]);
      expect(await at.storage.responses.quarantine(at.agency.id, 10)).toEqual([]);
    });

    test('is read again by activity and by time', async () => {
      const contact = await aContact(at.storage, at.agency.id);
      const activity = randomUUIDv7();
      const items = aChain(contact.id, 4).map((item, place) => ({
        ...item,
        activity: place < 2 ? activity : null,
      }));
      await at.storage.responses.deliver({ agency: at.agency.id, receivedAt: AT, contact, items });
      const ids = (filter: object) =>
        [...at.storage.responses.each(at.agency.id, filter)].map(({ id }) => id);
      const all = items.map(({ id }) => id);
      expect(ids({ activity })).toEqual(all.slice(0, 2));
      expect(ids({ from: AT + 1, to: AT + 3 })).toEqual(all.slice(1, 3));
      expect(ids({ activity, from: AT + 1 })).toEqual(all.slice(1, 2));
    });
  });

  describe('the commit order', () => {
    test('numbers every change of an agency once, without the gaps of failed ones', async () => {
      const contact = await aContact(at.storage, at.agency.id);
      await at.storage.documents.write(at.agency.id, aDocument('a'));
      const failing = at.storage.documents.write(at.agency.id, { ...aDocument('b'), madeAt: Number.NaN });
      const delivery = at.storage.responses.deliver({
        agency: at.agency.id,
        receivedAt: AT,
        contact,
        items: aChain(contact.id, 2),
      });
      await expect(failing).rejects.toThrow(Error);
      await delivery;
      await at.storage.documents.write(at.agency.id, aDocument('c'));
      const { head, changes } = await at.storage.documents.changes(at.agency.id, 0, 100);
      expect(changes.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
      expect(head).toBe(4);
    });

    test('pages of any size show every change exactly once', async () => {
      const contact = await aContact(at.storage, at.agency.id);
      for (let round = 0; round < 5; round += 1) {
        await at.storage.documents.write(at.agency.id, aDocument(`d${round}`));
        const items = aChain(contact.id, (round + 1) * 3).slice(round * 3);
        await at.storage.responses.deliver({
          agency: at.agency.id,
          receivedAt: AT,
          contact: null,
          items: [],
        });
        await at.storage.responses.deliver({ agency: at.agency.id, receivedAt: AT, contact, items });
      }
      const whole = (await at.storage.documents.changes(at.agency.id, 0, 1000)).changes;
      for (const limit of [1, 2, 3, 7]) {
        const seen = [];
        let after = 0;
        for (
          let page = await at.storage.documents.changes(at.agency.id, 0, limit);
          page.changes.length > 0;
        ) {
          seen.push(...page.changes);
          after = page.changes.at(-1)?.seq ?? after;
          page = await at.storage.documents.changes(at.agency.id, after, limit);
        }
        expect(seen, `limit ${limit}`).toEqual(whole);
      }
    });
  });
}
