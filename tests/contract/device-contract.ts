import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Enrolment, KioskRecord } from '#server/storage/device-store.ts';
import type { DeviceContact } from '#server/storage/link-store.ts';
import { aChain, anAgency, AT, sha256 } from './samples.ts';
import type { StoreAt } from './store-at.ts';

const TEN_MINUTES = 600_000;

/** What every store must do with enrolled kiosks. */
export function deviceContract(at: StoreAt): void {
  const activity = randomUUIDv7();

  async function aCode(label = 'Tablet', activities = [activity]): Promise<string> {
    const hash = sha256(randomUUIDv7());
    const code = { hash, label, activities, expiresAt: AT + TEN_MINUTES };
    await at.storage.devices.addCode(at.agency.id, code, at.audit());
    return hash;
  }

  const anEnrolment = (codeHash: string, changes: Partial<Enrolment> = {}): Enrolment => ({
    ...{ codeHash, device: randomUUIDv7(), publicKey: randomBytes(65), appVersion: '1', at: AT },
    ...changes,
  });

  async function aKiosk(label = 'Tablet', device = randomUUIDv7()): Promise<KioskRecord> {
    const enrolled = await at.storage.devices.enrol(
      at.agency.id,
      anEnrolment(await aCode(label), { device }),
    );
    if (typeof enrolled === 'string') throw new Error(enrolled);
    return enrolled;
  }

  const contactOf = (kiosk: KioskRecord, changes: Partial<DeviceContact> = {}): DeviceContact => ({
    ...{ id: kiosk.id, channel: 'kiosk', subject: null, generation: 0, label: kiosk.label },
    ...{ appVersion: '1', at: AT, nextSequence: 1, unsent: 0, ...changes },
  });

  const listed = async (id: string) =>
    (await at.storage.devices.list(at.agency.id)).find((device) => device.id === id);

  describe('an enrolment', () => {
    test('keeps key, name, epoch and events over a restart', async () => {
      const codeHash = await aCode('Tablet', [activity]);
      const enrolment = anEnrolment(codeHash);
      await at.storage.devices.enrol(at.agency.id, enrolment);
      await at.reopen();
      const kiosk = await at.storage.devices.kiosk(enrolment.device);
      expect(kiosk).toMatchObject({ agency: at.agency.id, label: 'Tablet', epoch: 1, revokedAt: null });
      expect(Buffer.from(kiosk?.publicKey ?? [])).toEqual(enrolment.publicKey);
      expect(await at.storage.devices.activities(at.agency.id, enrolment.device)).toEqual({
        ...{ present: [activity], ever: [activity] },
      });
    });

    test('uses its code once, also when many come at once', async () => {
      const codeHash = await aCode();
      const tries = await Promise.all(
        Array.from({ length: 5 }, () => at.storage.devices.enrol(at.agency.id, anEnrolment(codeHash))),
      );
      expect(tries.filter((outcome) => outcome === 'code-used')).toHaveLength(4);
      expect(await at.storage.devices.list(at.agency.id)).toHaveLength(1);
    });

    test('says why it is refused', async () => {
      const enrol = (enrolment: Enrolment) => at.storage.devices.enrol(at.agency.id, enrolment);
      expect(await enrol(anEnrolment(sha256('nothing')))).toBe('code-wrong');
      expect(await enrol(anEnrolment(await aCode(), { at: AT + TEN_MINUTES + 1 }))).toBe('code-expired');
      const kiosk = await aKiosk();
      expect(await enrol(anEnrolment(await aCode(), { device: kiosk.id }))).toBe('identity-taken');
      await at.storage.devices.revoke(at.agency.id, kiosk.id, 'hilang', at.audit());
      const { publicKey } = kiosk;
      expect(await enrol(anEnrolment(await aCode(), { device: kiosk.id, publicKey }))).toBe('device-revoked');
    });

    test('never gives an identity of another agency, nor a phone’s', async () => {
      const other = await anAgency(at.storage);
      const kiosk = await aKiosk();
      const hash = sha256('theirs');
      const code = { hash, label: 'T', activities: [], expiresAt: AT };
      await at.storage.devices.addCode(other.id, code, at.audit());
      const { id: device, publicKey } = kiosk;
      expect(await at.storage.devices.enrol(other.id, anEnrolment(hash, { device, publicKey }))).toBe(
        'identity-taken',
      );
      const link = { channel: 'link' as const, subject: activity, label: 'L', activities: [activity] };
      await at.storage.links.issue(at.agency.id, link, at.audit());
      const phone = contactOf(kiosk, { id: randomUUIDv7(), channel: 'link', subject: activity });
      await at.storage.responses.deliver({
        ...{ agency: at.agency.id, receivedAt: AT, contact: phone, items: [] },
      });
      const taken = anEnrolment(await aCode(), { device: phone.id });
      expect(await at.storage.devices.enrol(at.agency.id, taken)).toBe('identity-taken');
    });

    test('of a kiosk of the first form keeps its numbers and what its links covered', async () => {
      const before = randomUUIDv7();
      const link = {
        channel: 'kiosk' as const,
        subject: randomUUIDv7(),
        label: 'Lama',
        activities: [before],
      };
      await at.storage.links.issue(at.agency.id, link, at.audit());
      const device = randomUUIDv7();
      const old = { ...link, id: device, generation: 0, appVersion: '0', at: AT, nextSequence: 3, unsent: 0 };
      await at.storage.responses.deliver({
        ...{ agency: at.agency.id, receivedAt: AT, contact: old, items: aChain(device, 2) },
      });
      await aKiosk('Baru', device);
      expect(await listed(device)).toMatchObject({ label: 'Baru', highest: 2, stored: 2, announcedNext: 3 });
      expect((await at.storage.devices.activities(at.agency.id, device)).ever.sort()).toEqual(
        [activity, before].sort(),
      );
    });

    test('counts identities under one name, and a new name starts at 1', async () => {
      expect((await aKiosk('A')).epoch).toBe(1);
      const second = await aKiosk('A');
      expect(second.epoch).toBe(2);
      expect((await aKiosk('B')).epoch).toBe(1);
      const to = { label: 'B', activities: [activity] };
      await at.storage.devices.send(at.agency.id, second.id, to, at.audit());
      expect(await at.storage.devices.kiosk(second.id)).toMatchObject({ label: 'B', epoch: 2 });
    });

    test('codes are forgotten a day after they expired', async () => {
      const codeHash = await aCode();
      const later = { by: at.admin, at: AT + TEN_MINUTES + 24 * 3_600_000 + 1 };
      const code = { hash: sha256('later'), label: 'T', activities: [], expiresAt: later.at };
      await at.storage.devices.addCode(at.agency.id, code, later);
      expect(await at.storage.devices.enrol(at.agency.id, anEnrolment(codeHash))).toBe('code-wrong');
    });
  });

  describe('an enrolled kiosk', () => {
    test('stays covered for what it was sent to before, in any order of sending', async () => {
      const kiosk = await aKiosk();
      const [second, third] = [randomUUIDv7(), randomUUIDv7()];
      for (const activities of [
        [third, second],
        [second, activity],
      ]) {
        await at.storage.devices.send(at.agency.id, kiosk.id, { label: 'T', activities }, at.audit());
      }
      const { present, ever } = await at.storage.devices.activities(at.agency.id, kiosk.id);
      expect(present).toEqual([second, activity]);
      expect(ever.sort()).toEqual([activity, second, third].sort());
    });

    test('is not another agency’s to revoke, send or settle', async () => {
      const other = await anAgency(at.storage);
      const kiosk = await aKiosk();
      expect(await at.storage.devices.revoke(other.id, kiosk.id, 'x', at.audit())).toBe(false);
      const to = { label: 'X', activities: [] };
      expect(await at.storage.devices.send(other.id, kiosk.id, to, at.audit())).toBe(false);
      expect(await at.storage.devices.list(other.id)).toEqual([]);
      expect(await at.storage.devices.kiosk(kiosk.id)).toMatchObject({ revokedAt: null, label: 'Tablet' });
    });

    test('is revoked once, with who and why in the history', async () => {
      const kiosk = await aKiosk();
      await at.storage.devices.revoke(at.agency.id, kiosk.id, 'hilang', at.audit());
      const later = { ...at.audit(), at: AT + 5 };
      expect(await at.storage.devices.revoke(at.agency.id, kiosk.id, 'lagi', later)).toBe(true);
      expect(await at.storage.devices.kiosk(kiosk.id)).toMatchObject({ revokedAt: AT });
      const history = await at.storage.documents.history(at.agency.id, 'device', kiosk.id);
      expect(history.map(({ changes, revision }) => [revision, changes['reason']])).toEqual([
        ...[
          [1, undefined],
          [2, 'hilang'],
        ],
      ]);
    });

    test('raises one alarm for two nonces of a number, among the latest two thousand', async () => {
      const kiosk = await aKiosk();
      const contact = (number: number) =>
        at.storage.devices.noteContact(at.agency.id, {
          ...{ device: kiosk.id, appVersion: '1', at: AT, number },
          nonce: randomBytes(16).toString('base64url'),
        });
      await Promise.all(Array.from({ length: 2050 }, (_, before) => contact(before + 1)));
      expect((await listed(kiosk.id))?.alarms).toEqual([]);
      await contact(1);
      expect((await listed(kiosk.id))?.alarms).toEqual([]);
      for (const number of [51, 2050]) await contact(number);
      expect((await listed(kiosk.id))?.alarms).toMatchObject([
        { kind: 'identity-twice', detail: 'contact 51' },
      ]);
    });

    test('a delivery may carry responses of another identity, each in its own numbering', async () => {
      const [lost, present] = [await aKiosk(), await aKiosk()];
      const [old, own] = [aChain(lost.id, 2), aChain(present.id, 2)];
      const items = [old[0], own[0], own[1], old[1]].flatMap((item) => (item === undefined ? [] : [item]));
      const { results, ledger } = await at.storage.responses.deliver({
        ...{ agency: at.agency.id, receivedAt: AT, contact: contactOf(present), items },
      });
      expect(results.map(({ id, status }) => [id, status])).toEqual(items.map(({ id }) => [id, 'stored']));
      expect(ledger).toEqual({ highest: 2, missing: [], missingCount: 0 });
      expect(await listed(lost.id)).toMatchObject({ highest: 2, stored: 2, missing: [] });
    });
  });
}
