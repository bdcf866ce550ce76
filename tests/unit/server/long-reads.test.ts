import { randomUUIDv7 } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { DeviceRecord } from '#server/storage/device-store.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { aChain, aContact, anAgency, AT } from '../../contract/samples.ts';

test('a list of many devices lets others be served while it is read, and is whole', async () => {
  const storage = openSqlite(':memory:');
  const { id: agency } = await anAgency(storage);
  const contact = await aContact(storage, agency);
  const ids = Array.from({ length: 950 }, () => randomUUIDv7());
  await Promise.all(
    ids.map((id, place) => {
      const sender = { ...contact, id, at: AT + (place % 7) };
      const items = aChain(id, 3).filter((_, number) => place % 10 > 0 || number !== 1);
      return storage.responses.deliver({ agency, receivedAt: AT, contact: sender, items });
    }),
  );
  const lists: (readonly DeviceRecord[])[] = [];
  const listing = storage.devices.list(agency).then((devices) => lists.push(devices));
  let turns = 0;
  while (lists.length === 0) {
    await nextTurn();
    turns += 1;
  }
  await listing;
  expect(turns).toBeGreaterThanOrEqual(9);
  const [devices = []] = lists;
  expect(new Set(devices.map(({ id }) => id))).toEqual(new Set(ids));
  expect(devices.map(({ lastSeenAt }) => lastSeenAt)).toEqual(
    ids.map((_, place) => AT + (place % 7)).sort((a, b) => b - a),
  );
  expect(devices.filter(({ missing }) => missing.join() === '2')).toHaveLength(95);
  await storage.close();
});
