import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { aChain, aContact, aDocument, anAccount, anAgency, aRefusal, AT, FIRST } from './samples.ts';
import type { StoreAt } from './store-at.ts';

/** What every store must do for agencies and their files. */
export function agencyContract(at: StoreAt): void {
  describe('an agency', () => {
    test('that is to be the first is refused when there is one', async () => {
      const founding = {
        id: randomUUIDv7(),
        at: AT,
        onlyIfNone: true,
        documents: [],
        account: anAccount(),
      };
      expect(await at.storage.agencies.create(founding)).toBeNull();
      expect((await at.storage.agencies.first())?.id).toBe(at.agency.id);
    });

    test('is founded whole or not at all', async () => {
      const id = randomUUIDv7();
      const broken = {
        ...aDocument('a'),
        edit: { id: 'not a uuid', status: 'applied' as const, revision: 1, fields: [] },
      };
      const founding = { id, at: AT, onlyIfNone: false, documents: [broken], account: anAccount() };
      await expect(at.storage.agencies.create(founding)).rejects.toThrow(Error);
      expect(await at.storage.agencies.byNumber(at.agency.number + 1)).toBeNull();
    });

    test('keeps its number and signing key over a restart, and no two share them', async () => {
      const other = await anAgency(at.storage);
      await at.reopen();
      const again = await at.storage.agencies.byNumber(at.agency.number);
      expect(again?.id).toBe(at.agency.id);
      expect(Buffer.from(again?.linkKey ?? [])).toEqual(Buffer.from(at.agency.linkKey));
      expect(other.number).not.toBe(at.agency.number);
      expect(Buffer.from(other.linkKey)).not.toEqual(Buffer.from(at.agency.linkKey));
      expect(at.agency.linkKey).toHaveLength(32);
    });

    test('never sees what belongs to another', async () => {
      const other = await anAgency(at.storage);
      const contact = await aContact(at.storage, other.id);
      await at.storage.responses.deliver({
        agency: other.id,
        receivedAt: AT,
        contact,
        items: [...aChain(contact.id, 2), aRefusal()],
      });
      await at.storage.documents.write(other.id, aDocument('d'));
      await at.storage.clippings.add(
        other.id,
        { hash: FIRST, mediaType: 'image/png', content: new Uint8Array(3) },
        at.audit(),
      );
      await at.storage.accounts.add(other.id, anAccount({ username: 'lain' }), at.audit());
      expect(at.bodies()).toEqual([]);
      expect(await at.storage.responses.quarantine(at.agency.id, 10)).toEqual([]);
      expect(await at.storage.devices.list(at.agency.id)).toEqual([]);
      expect(await at.storage.documents.get(at.agency.id, 'activity', 'd')).toBeNull();
      expect(await at.storage.clippings.get(at.agency.id, FIRST)).toBeNull();
      expect(await at.storage.accounts.byUsername(at.agency.id, 'lain')).toBeNull();
      expect(await at.storage.documents.changes(at.agency.id, 0, 10)).toEqual({ head: 0, changes: [] });
    });
  });

  test('a clipping is kept once under its hash', async () => {
    const add = (content: string) =>
      at.storage.clippings.add(
        at.agency.id,
        { hash: FIRST, mediaType: 'image/png', content: Buffer.from(content) },
        at.audit(),
      );
    await add('first');
    await add('second');
    const clipping = await at.storage.clippings.get(at.agency.id, FIRST);
    expect(Buffer.from(clipping?.content ?? []).toString()).toBe('first');
  });
}
