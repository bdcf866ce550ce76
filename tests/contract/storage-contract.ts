import { randomUUIDv7 } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DocumentRecord, EditOutcome } from '#server/storage/document-store.ts';
import type { AgencyRecord, Storage } from '#server/storage/storage.ts';
import { AT, FIRST, aChain, aContact, aDocument, aRefusal, anAccount, anAgency, sha256 } from './samples.ts';

/** How a store is opened for the suite; `reopen` closes it properly and opens the same data again. */
export interface StoreUnderTest {
  readonly storage: Storage;
  reopen(): Promise<StoreUnderTest>;
  dispose(): Promise<void>;
}

/** What every store must do, whatever it is made of. */
export function storageContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    let store: StoreUnderTest;
    let storage: Storage;
    let agency: AgencyRecord;
    let admin: string;

    beforeEach(async () => {
      store = await open();
      storage = store.storage;
      const founded = await anAgency(storage);
      agency = founded;
      admin = founded.admin.id;
    });
    afterEach(() => store.dispose());

    const audit = () => ({ by: admin, at: AT });
    const bodies = async () => [...storage.responses.each(agency.id, {})].map(({ body }) => body);

    describe('an agency', () => {
      test('that is to be the first is refused when there is one', async () => {
        const founding = {
          id: randomUUIDv7(),
          at: AT,
          onlyIfNone: true,
          documents: [],
          account: anAccount(),
        };
        expect(await storage.agencies.create(founding)).toBeNull();
        expect((await storage.agencies.first())?.id).toBe(agency.id);
      });

      test('is founded whole or not at all', async () => {
        const id = randomUUIDv7();
        const broken = {
          ...aDocument('a'),
          edit: { id: 'not a uuid', status: 'applied' as const, revision: 1, fields: [] },
        };
        const founding = { id, at: AT, onlyIfNone: false, documents: [broken], account: anAccount() };
        await expect(storage.agencies.create(founding)).rejects.toThrow(Error);
        expect(await storage.agencies.byNumber(agency.number + 1)).toBeNull();
      });

      test('keeps its number and signing key over a restart, and no two share them', async () => {
        const other = await anAgency(storage);
        store = await store.reopen();
        storage = store.storage;
        const again = await storage.agencies.byNumber(agency.number);
        expect(again?.id).toBe(agency.id);
        expect(Buffer.from(again?.linkKey ?? [])).toEqual(Buffer.from(agency.linkKey));
        expect(other.number).not.toBe(agency.number);
        expect(Buffer.from(other.linkKey)).not.toEqual(Buffer.from(agency.linkKey));
        expect(agency.linkKey).toHaveLength(32);
      });

      test('never sees what belongs to another', async () => {
        const other = await anAgency(storage);
        const contact = await aContact(storage, other.id);
        await storage.responses.deliver({
          agency: other.id,
          receivedAt: AT,
          contact,
          items: [...aChain(contact.id, 2), aRefusal()],
        });
        await storage.documents.write(other.id, aDocument('d'));
        await storage.clippings.add(
          other.id,
          { hash: FIRST, mediaType: 'image/png', content: new Uint8Array(3) },
          audit(),
        );
        await storage.accounts.add(other.id, anAccount({ username: 'lain' }), audit());
        expect(await bodies()).toEqual([]);
        expect(await storage.responses.quarantine(agency.id, 10)).toEqual([]);
        expect(await storage.links.devices(agency.id)).toEqual([]);
        expect(await storage.documents.get(agency.id, 'activity', 'd')).toBeNull();
        expect(await storage.clippings.get(agency.id, FIRST)).toBeNull();
        expect(await storage.accounts.byUsername(agency.id, 'lain')).toBeNull();
        expect(await storage.documents.changes(agency.id, 0, 10)).toEqual({ head: 0, changes: [] });
      });
    });

    describe('a delivery', () => {
      test('is refused for an agency or link that does not exist, and leaves nothing', async () => {
        const contact = await aContact(storage, agency.id);
        const items = aChain(contact.id, 1);
        const nowhere = { agency: randomUUIDv7(), receivedAt: AT, contact, items };
        await expect(storage.responses.deliver(nowhere)).rejects.toThrow(Error);
        const unlinked = { ...contact, subject: randomUUIDv7() };
        await expect(
          storage.responses.deliver({ agency: agency.id, receivedAt: AT, contact: unlinked, items }),
        ).rejects.toThrow(Error);
        expect(await bodies()).toEqual([]);
        expect(await storage.links.devices(agency.id)).toEqual([]);
      });

      test('keeps each text byte for byte over a restart', async () => {
        const contact = await aContact(storage, agency.id);
        const items = aChain(contact.id, 3, 'é 👍 "x" \\ \u2028 \u0000');
        await storage.responses.deliver({ agency: agency.id, receivedAt: AT, contact, items });
        store = await store.reopen();
        storage = store.storage;
        const stored = [...storage.responses.each(agency.id, {})];
        expect(stored.map(({ body }) => body)).toEqual(items.map(({ body }) => body));
        expect(stored.map(({ hash }) => hash)).toEqual(stored.map(({ body }) => sha256(body)));
      });

      test('judges each item by the unique keys, in order', async () => {
        const contact = await aContact(storage, agency.id);
        const [one, two] = aChain(contact.id, 2);
        const stranger = aChain(contact.id, 1)[0];
        if (!one || !two || !stranger) throw new Error('The chains are there.');
        const other = { ...one, body: '{}', hash: sha256('{}') };
        const items = [one, two, one, other, stranger, aRefusal()];
        const { results } = await storage.responses.deliver({
          agency: agency.id,
          receivedAt: AT,
          contact,
          items,
        });
        expect(results.map(({ status, code }) => code ?? status)).toEqual([
          ...['stored', 'stored', 'same', 'conflict', 'sequence-taken', 'invalid-json'],
        ]);
        expect(await bodies()).toEqual([one.body, two.body]);
        expect((await storage.responses.quarantine(agency.id, 10)).map(({ code }) => code).sort()).toEqual([
          ...['id-taken', 'invalid-json', 'sequence-taken'],
        ]);
      });

      test('many at once are stored once each, whatever the order', async () => {
        const contact = await aContact(storage, agency.id);
        const items = aChain(contact.id, 30);
        const shuffled = [...items].sort((a, b) => a.hash.localeCompare(b.hash));
        const deliveries = [...shuffled, ...items].map((item) =>
          storage.responses.deliver({ agency: agency.id, receivedAt: AT, contact, items: [item] }),
        );
        const statuses = (await Promise.all(deliveries)).flatMap(({ results }) =>
          results.map(({ status }) => status),
        );
        expect(statuses.filter((status) => status === 'stored')).toHaveLength(30);
        expect(statuses.filter((status) => status === 'same')).toHaveLength(30);
        const ledger = (await storage.links.devices(agency.id))[0];
        expect(ledger).toMatchObject({ highest: 30, stored: 30, missing: [], missingCount: 0 });
      });

      test('an item that was once stored is "same" even when it would be refused today', async () => {
        const contact = await aContact(storage, agency.id);
        const [item] = aChain(contact.id, 1);
        if (!item) throw new Error('The chain is there.');
        await storage.responses.deliver({ agency: agency.id, receivedAt: AT, contact, items: [item] });
        const { id, hash, body } = item;
        const refusal = aRefusal({ id, hash, bodyHash: hash, body, code: 'unknown-activity' });
        const again = { agency: agency.id, receivedAt: AT, contact, items: [refusal] };
        expect((await storage.responses.deliver(again)).results).toMatchObject([{ status: 'same' }]);
        expect(await storage.responses.quarantine(agency.id, 10)).toEqual([]);
      });

      test('what was put aside and is stored later is no longer shown as put aside', async () => {
        const contact = await aContact(storage, agency.id);
        const [item] = aChain(contact.id, 1);
        if (!item) throw new Error('The chain is there.');
        const { id, hash, body } = item;
        const deliver = (items: Parameters<typeof storage.responses.deliver>[0]['items']) =>
          storage.responses.deliver({ agency: agency.id, receivedAt: AT, contact, items });
        await deliver([aRefusal({ id, hash, bodyHash: hash, body, code: 'unknown-activity' })]);
        expect(await storage.responses.quarantine(agency.id, 10)).toHaveLength(1);
        expect((await deliver([item])).results).toMatchObject([{ status: 'stored' }]);
        expect(await storage.responses.quarantine(agency.id, 10)).toEqual([]);
      });

      test('is read again by activity and by time', async () => {
        const contact = await aContact(storage, agency.id);
        const activity = randomUUIDv7();
        const items = aChain(contact.id, 4).map((item, at) => ({
          ...item,
          activity: at < 2 ? activity : null,
        }));
        await storage.responses.deliver({ agency: agency.id, receivedAt: AT, contact, items });
        const ids = (filter: object) => [...storage.responses.each(agency.id, filter)].map(({ id }) => id);
        const all = items.map(({ id }) => id);
        expect(ids({ activity })).toEqual(all.slice(0, 2));
        expect(ids({ from: AT + 1, to: AT + 3 })).toEqual(all.slice(1, 3));
        expect(ids({ activity, from: AT + 1 })).toEqual(all.slice(1, 2));
      });
    });

    describe('the commit order', () => {
      test('numbers every change of an agency once, without the gaps of failed ones', async () => {
        const contact = await aContact(storage, agency.id);
        await storage.documents.write(agency.id, aDocument('a'));
        const failing = storage.documents.write(agency.id, { ...aDocument('b'), madeAt: Number.NaN });
        const delivery = storage.responses.deliver({
          agency: agency.id,
          receivedAt: AT,
          contact,
          items: aChain(contact.id, 2),
        });
        await expect(failing).rejects.toThrow(Error);
        await delivery;
        await storage.documents.write(agency.id, aDocument('c'));
        const { head, changes } = await storage.documents.changes(agency.id, 0, 100);
        expect(changes.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
        expect(head).toBe(4);
      });

      test('pages of any size show every change exactly once', async () => {
        const contact = await aContact(storage, agency.id);
        for (let round = 0; round < 5; round += 1) {
          await storage.documents.write(agency.id, aDocument(`d${round}`));
          const items = aChain(contact.id, (round + 1) * 3).slice(round * 3);
          await storage.responses.deliver({ agency: agency.id, receivedAt: AT, contact: null, items: [] });
          await storage.responses.deliver({ agency: agency.id, receivedAt: AT, contact, items });
        }
        const whole = (await storage.documents.changes(agency.id, 0, 1000)).changes;
        for (const limit of [1, 2, 3, 7]) {
          const seen = [];
          let after = 0;
          for (let page = await storage.documents.changes(agency.id, 0, limit); page.changes.length > 0;) {
            seen.push(...page.changes);
            after = page.changes.at(-1)?.seq ?? after;
            page = await storage.documents.changes(agency.id, after, limit);
          }
          expect(seen, `limit ${limit}`).toEqual(whole);
        }
      });
    });

    describe('a document', () => {
      const next = (document: DocumentRecord, saw: number, changes: object): EditOutcome => ({
        ...aDocument(document.id),
        edit: { id: randomUUIDv7(), status: 'applied', revision: saw + 1, fields: [] },
        sawRevision: saw,
        changes: { ...changes },
        next: { ...document, revision: saw + 1, body: { ...document.body, ...changes } },
      });

      test('is written only from the revision that was seen', async () => {
        await storage.documents.write(agency.id, aDocument('a', { name: 'satu' }));
        const document = await storage.documents.get(agency.id, 'activity', 'a');
        if (document === null) throw new Error('The document was written.');
        const [first, second] = await Promise.all([
          storage.documents.write(agency.id, next(document, 1, { name: 'dua' })),
          storage.documents.write(agency.id, next(document, 1, { name: 'tiga' })),
        ]);
        expect([first, second]).toEqual(['written', 'moved']);
        expect(await storage.documents.get(agency.id, 'activity', 'a')).toMatchObject({
          ...{ revision: 2, body: { id: 'a', name: 'dua' } },
        });
        expect(await storage.documents.history(agency.id, 'activity', 'a')).toHaveLength(2);
      });

      test('an edit is written once, whatever it says the second time', async () => {
        const outcome = aDocument('a');
        expect(await storage.documents.write(agency.id, outcome)).toBe('written');
        expect(await storage.documents.write(agency.id, { ...aDocument('b'), edit: outcome.edit })).toBe(
          'known',
        );
        expect(await storage.documents.edit(agency.id, outcome.edit.id)).toEqual(outcome.edit);
        expect(await storage.documents.list(agency.id, 'activity')).toHaveLength(1);
      });

      test('an edit that found another revision may be written afterwards under its own id', async () => {
        const outcome = { ...aDocument('a'), sawRevision: 5 };
        expect(await storage.documents.write(agency.id, outcome)).toBe('moved');
        expect(await storage.documents.edit(agency.id, outcome.edit.id)).toBeNull();
        expect(await storage.documents.write(agency.id, { ...outcome, sawRevision: 0 })).toBe('written');
      });

      test('an imported file is known by its hash', async () => {
        const record = (id: string, fileHash: string): EditOutcome => {
          const outcome = aDocument(id, { fileHash });
          return { ...outcome, kind: 'import', next: outcome.next && { ...outcome.next, kind: 'import' } };
        };
        expect(await storage.documents.write(agency.id, record('a', FIRST))).toBe('written');
        expect(await storage.documents.write(agency.id, record('b', FIRST))).toBe('file-known');
        expect(await storage.documents.write(agency.id, record('c', 'f'.repeat(64)))).toBe('written');
        const other = await anAgency(storage);
        expect(await storage.documents.write(other.id, record('b', FIRST))).toBe('written');
      });

      test('a conflict is shown once when it arises and once more when it is settled', async () => {
        const id = randomUUIDv7();
        const conflict = {
          ...{
            id,
            kind: 'activity' as const,
            document: 'a',
            field: 'name',
            wanted: { any: ['thing', null] },
          },
          ...{ wantedBy: admin, wantedAt: AT, settled: false },
        };
        await storage.documents.write(agency.id, { ...aDocument('a'), conflicts: [conflict] });
        expect(await storage.documents.conflict(agency.id, id)).toEqual(conflict);
        const before = await storage.documents.changes(agency.id, 0, 10);
        const settling = { ...aDocument('a'), sawRevision: 1, next: null, settles: id };
        expect(await storage.documents.write(agency.id, settling)).toBe('written');
        const { changes } = await storage.documents.changes(agency.id, before.head, 10);
        expect(changes).toMatchObject([{ type: 'conflict', conflict: { id, settled: true } }]);
      });
    });

    describe('accounts and sessions', () => {
      const openSession = (tokenHash: string, account: string, at = AT) =>
        storage.accounts.openSession(agency.id, { tokenHash, account, at });

      test('a user name is taken once', async () => {
        const adding = [anAccount({ username: 'sama' }), anAccount({ username: 'sama' })];
        const results = await Promise.all(
          adding.map((account) => storage.accounts.add(agency.id, account, audit())),
        );
        expect(results).toEqual(['added', 'exists']);
      });

      test('of two admins who remove each other at the same moment one remains', async () => {
        const second = anAccount({ username: 'kedua' });
        await storage.accounts.add(agency.id, second, audit());
        const results = await Promise.all([
          storage.accounts.change(agency.id, admin, { disabled: true }, audit()),
          storage.accounts.change(agency.id, second.id, { disabled: true }, audit()),
        ]);
        expect(results).toEqual(['changed', 'last-admin']);
      });

      test('a session is found by its hash with the account as it is now, until it is closed', async () => {
        await openSession(FIRST, admin);
        await storage.accounts.change(agency.id, admin, { name: 'Nama Baru' }, audit());
        await storage.accounts.touchSession(agency.id, FIRST, AT + 5);
        expect(await storage.accounts.findSession(agency.id, FIRST)).toMatchObject({
          ...{ account: { name: 'Nama Baru' }, openedAt: AT, seenAt: AT + 5 },
        });
        await storage.accounts.closeSession(agency.id, FIRST);
        expect(await storage.accounts.findSession(agency.id, FIRST)).toBeNull();
      });

      test('a new password ends all sessions but the one named', async () => {
        const [here, there] = [sha256('here'), sha256('there')];
        await openSession(here, admin);
        await openSession(there, admin);
        await storage.accounts.change(agency.id, admin, { password: 'other' }, audit(), here);
        expect(await storage.accounts.findSession(agency.id, here)).not.toBeNull();
        expect(await storage.accounts.findSession(agency.id, there)).toBeNull();
      });

      test('forgets sessions that are too old or unused', async () => {
        await openSession(sha256('old'), admin, AT - 100);
        await openSession(sha256('new'), admin, AT);
        await storage.accounts.forgetSessions(agency.id, { opened: AT - 50, seen: AT - 50 });
        expect(await storage.accounts.findSession(agency.id, sha256('old'))).toBeNull();
        expect(await storage.accounts.findSession(agency.id, sha256('new'))).not.toBeNull();
      });
    });

    describe('links and devices', () => {
      test('a link keeps its generation when it is issued again, and a revocation raises it', async () => {
        const link = { channel: 'link' as const, subject: randomUUIDv7(), label: 'A', activities: ['x'] };
        expect((await storage.links.issue(agency.id, link, audit())).generation).toBe(0);
        expect(await storage.links.revoke(agency.id, 'link', link.subject, audit())).toBe(true);
        const again = await storage.links.issue(agency.id, { ...link, label: 'B' }, audit());
        expect(again).toEqual({ ...link, label: 'B', generation: 1 });
        expect(await storage.links.revoke(agency.id, 'kiosk', link.subject, audit())).toBe(false);
      });

      test('a device is covered by every link it came with, except revoked ones', async () => {
        const contact = await aContact(storage, agency.id);
        const link = {
          channel: 'kiosk' as const,
          subject: randomUUIDv7(),
          label: 'B',
          activities: ['b1', 'b2'],
        };
        await storage.links.issue(agency.id, link, audit());
        await storage.links.enrol(agency.id, contact);
        await storage.links.enrol(agency.id, { ...contact, subject: link.subject });
        expect(await storage.links.activitiesOfDevice(agency.id, contact.id, 'kiosk')).toHaveLength(3);
        await storage.links.revoke(agency.id, 'kiosk', contact.subject, audit());
        expect(await storage.links.activitiesOfDevice(agency.id, contact.id, 'kiosk')).toEqual(['b1', 'b2']);
      });

      test('what a device announces is kept, and its numbers never go back', async () => {
        const contact = await aContact(storage, agency.id);
        const deliver = (changes: object, items = aChain(contact.id, 0)) =>
          storage.responses.deliver({
            agency: agency.id,
            receivedAt: AT,
            contact: { ...contact, ...changes },
            items,
          });
        await deliver({ nextSequence: 9, unsent: 3, appVersion: '2', at: AT + 10 });
        await deliver({ nextSequence: 4, unsent: 1, appVersion: '1', at: AT + 5 });
        await storage.links.enrol(agency.id, { ...contact, nextSequence: undefined, unsent: undefined });
        expect(await storage.links.devices(agency.id)).toMatchObject([
          { announcedNext: 9, unsent: 1, lastSeenAt: AT + 10, highest: 0, stored: 0 },
        ]);
      });

      test('gaps are named up to a hundred and counted beyond', async () => {
        const contact = await aContact(storage, agency.id);
        const items = aChain(contact.id, 300).filter((_, at) => at === 1 || at === 250);
        const delivery = { agency: agency.id, receivedAt: AT, contact, items };
        const { ledger } = await storage.responses.deliver(delivery);
        expect(ledger).toMatchObject({ highest: 251, missingCount: 249 });
        expect(ledger?.missing.slice(0, 3)).toEqual([1, 3, 4]);
        expect(ledger?.missing).toHaveLength(100);
      });
    });

    test('a clipping is kept once under its hash', async () => {
      const add = (content: string) =>
        storage.clippings.add(
          agency.id,
          { hash: FIRST, mediaType: 'image/png', content: Buffer.from(content) },
          audit(),
        );
      await add('first');
      await add('second');
      const clipping = await storage.clippings.get(agency.id, FIRST);
      expect(Buffer.from(clipping?.content ?? []).toString()).toBe('first');
    });
  });
}
