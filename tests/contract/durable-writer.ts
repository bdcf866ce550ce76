import { openSqlite } from '#server/storage/sqlite.ts';
import { aChain, aContact, anAgency, AT } from './samples.ts';

/** Writes without end and says the id of each response as soon as the store has acknowledged it. Killed by its test. */
const storage = openSqlite(process.argv[2] ?? '');
const { id: agency } = (await storage.agencies.first()) ?? (await anAgency(storage));

async function device(batch: number): Promise<never> {
  const contact = await aContact(storage, agency);
  const chain = aChain(contact.id, 5_000);
  for (let at = 0; ; at += batch) {
    const items = chain.slice(at, at + batch);
    const { results } = await storage.responses.deliver({ agency, receivedAt: AT, contact, items });
    for (const { id, status } of results) process.stdout.write(`${status} ${id}\n`);
  }
}

await Promise.all([device(1), device(1), device(7), device(50)]);
