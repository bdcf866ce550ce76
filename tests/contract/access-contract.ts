import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { aChain, aContact, anAccount, AT, FIRST, sha256 } from './samples.ts';
import type { StoreAt } from './store-at.ts';

/** What every store must do with accounts, sessions, links and devices. */
export function accessContract(at: StoreAt): void {
  describe('accounts and sessions', () => {
    const openSession = (tokenHash: string, account: string, openedAt = AT) =>
      at.storage.accounts.openSession(at.agency.id, { tokenHash, account, at: openedAt });

    test('a user name is taken once', async () => {
      const adding = [anAccount({ username: 'sama' }), anAccount({ username: 'sama' })];
      const results = await Promise.all(
        adding.map((account) => at.storage.accounts.add(at.agency.id, account, at.audit())),
      );
      expect(results).toEqual(['added', 'exists']);
    });

    test('of two admins who remove each other at the same moment one remains', async () => {
      const second = anAccount({ username: 'kedua' });
      await at.storage.accounts.add(at.agency.id, second, at.audit());
      const results = await Promise.all([
        at.storage.accounts.change(at.agency.id, at.admin, { disabled: true }, at.audit()),
        at.storage.accounts.change(at.agency.id, second.id, { disabled: true }, at.audit()),
      ]);
      expect(results).toEqual(['changed', 'last-admin']);
    });

    test('a session is found by its hash with the account as it is now, until it is closed', async () => {
      await openSession(FIRST, at.admin);
      await at.storage.accounts.change(at.agency.id, at.admin, { name: 'Nama Baru' }, at.audit());
      await at.storage.accounts.touchSession(at.agency.id, FIRST, AT + 5);
      expect(await at.storage.accounts.findSession(at.agency.id, FIRST)).toMatchObject({
        ...{ account: { name: 'Nama Baru' }, openedAt: AT, seenAt: AT + 5 },
      });
      await at.storage.accounts.closeSession(at.agency.id, FIRST);
      expect(await at.storage.accounts.findSession(at.agency.id, FIRST)).toBeNull();
    });

    test('a new password ends all sessions but the one named', async () => {
      const [here, there] = [sha256('here'), sha256('there')];
      await openSession(here, at.admin);
      await openSession(there, at.admin);
      await at.storage.accounts.change(at.agency.id, at.admin, { password: 'other' }, at.audit(), here);
      expect(await at.storage.accounts.findSession(at.agency.id, here)).not.toBeNull();
      expect(await at.storage.accounts.findSession(at.agency.id, there)).toBeNull();
    });

    test('forgets sessions that are too old or unused', async () => {
      await openSession(sha256('old'), at.admin, AT - 100);
      await openSession(sha256('new'), at.admin, AT);
      await at.storage.accounts.forgetSessions(at.agency.id, { opened: AT - 50, seen: AT - 50 });
      expect(await at.storage.accounts.findSession(at.agency.id, sha256('old'))).toBeNull();
      expect(await at.storage.accounts.findSession(at.agency.id, sha256('new'))).not.toBeNull();
    });
  });

  describe('links and devices', () => {
    test('a link keeps its generation when it is issued again, and a revocation raises it', async () => {
      const link = { channel: 'link' as const, subject: randomUUIDv7(), label: 'A', activities: ['x'] };
      expect((await at.storage.links.issue(at.agency.id, link, at.audit())).generation).toBe(0);
      expect(await at.storage.links.revoke(at.agency.id, 'link', link.subject, at.audit())).toBe(true);
      const again = await at.storage.links.issue(at.agency.id, { ...link, label: 'B' }, at.audit());
      expect(again).toEqual({ ...link, label: 'B', generation: 1 });
      expect(await at.storage.links.revoke(at.agency.id, 'kiosk', link.subject, at.audit())).toBe(false);
    });

    test('a kiosk of the first form stays covered by every link it came with, except revoked ones', async () => {
      const contact = await aContact(at.storage, at.agency.id);
      const link = {
        channel: 'kiosk' as const,
        subject: randomUUIDv7(),
        label: 'B',
        activities: ['b1', 'b2'],
      };
      await at.storage.links.issue(at.agency.id, link, at.audit());
      const came = (subject: string | null) =>
        at.storage.responses.deliver({
          ...{ agency: at.agency.id, receivedAt: AT, contact: { ...contact, subject }, items: [] },
        });
      await came(contact.subject);
      await came(link.subject);
      const covered = async () => (await at.storage.devices.activities(at.agency.id, contact.id)).ever;
      expect(await covered()).toHaveLength(3);
      await at.storage.links.revoke(at.agency.id, 'kiosk', contact.subject ?? '', at.audit());
      expect(await covered()).toEqual(['b1', 'b2']);
    });

    test('what a device announces is kept, and its numbers never go back', async () => {
      const contact = await aContact(at.storage, at.agency.id);
      const deliver = (changes: object, items = aChain(contact.id, 0)) =>
        at.storage.responses.deliver({
          agency: at.agency.id,
          receivedAt: AT,
          contact: { ...contact, ...changes },
          items,
        });
      await deliver({ nextSequence: 9, unsent: 3, appVersion: '2', at: AT + 10 });
      await deliver({ nextSequence: 4, unsent: 1, appVersion: '1', at: AT + 5 });
      expect(await at.storage.devices.list(at.agency.id)).toMatchObject([
        { announcedNext: 9, unsent: 1, lastSeenAt: AT + 10, highest: 0, stored: 0 },
      ]);
    });

    test('gaps are named up to a hundred and counted beyond', async () => {
      const contact = await aContact(at.storage, at.agency.id);
      const items = aChain(contact.id, 300).filter((_, place) => place === 1 || place === 250);
      const delivery = { agency: at.agency.id, receivedAt: AT, contact, items };
      const { ledger } = await at.storage.responses.deliver(delivery);
      expect(ledger).toMatchObject({ highest: 251, missingCount: 249 });
      expect(ledger?.missing.slice(0, 3)).toEqual([1, 3, 4]);
      expect(ledger?.missing).toHaveLength(100);
    });
  });
}
