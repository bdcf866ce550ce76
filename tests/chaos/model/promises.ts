import type { KeptThere } from './endpoints.ts';
import type { World } from './world.ts';

/** A promise that was broken; the message says which one, by whom. */
export class Broken extends Error {
  constructor(promise: string, ids: readonly unknown[]) {
    super(
      `${promise}: ${ids.slice(0, 5).map(String).join(', ')}${ids.length > 5 ? ` and ${ids.length - 5} more` : ''}`,
    );
    this.name = 'Broken';
  }
}

/** Holds after every step: nothing leaves the outbox that the endpoint does not have; nothing vanishes or is invented. */
export async function expectHonest(world: World): Promise<void> {
  const rows = await world.rows();
  const kept = await everything(world);
  const there = new Set(kept.map(({ id, hash }) => `${id} ${hash}`));
  const here = new Set(rows.map(({ id }) => id));
  const known = new Set(kept.map(({ id }) => id));
  refuse(
    'waits though received, or neither',
    rows.filter(({ received, waits }) => received === waits).map(({ id }) => id),
  );
  refuse(
    'has a receipt and is not at the endpoint',
    rows.filter(({ id, hash, received }) => received && !there.has(`${id} ${hash}`)).map(({ id }) => id),
  );
  refuse(
    'LOST',
    [...world.thanked].filter((id) => !here.has(id) && !known.has(id) && !world.gone.has(id)),
  );
  refuse(
    'UNEXPECTED',
    [...here, ...known].filter((id) => !world.attempted.has(id)),
  );
}

/** Holds in the end: everything thanked is at the endpoint, and counts once. */
export async function expectDelivered(world: World): Promise<void> {
  const counted = await world.endpoint.counted();
  const there = new Set((await everything(world)).map(({ id }) => id));
  refuse(
    'LOST',
    [...world.thanked].filter((id) => !there.has(id) && !world.gone.has(id)),
  );
  refuse(
    'still waits',
    (await world.rows()).filter(({ waits }) => waits).map(({ id }) => id),
  );
  refuse('DUP id', repeated(counted.map(({ id }) => id)));
  refuse('DUP number', repeated(counted.map(({ body }) => numberIn(body))));
}

async function everything({ endpoint }: World): Promise<KeptThere[]> {
  return [...(await endpoint.counted()), ...(await endpoint.aside())];
}

function numberIn(body: string): string {
  const { place } = JSON.parse(body) as { place: { device: string; sequence: number } };
  return `${place.device} ${place.sequence}`;
}

function repeated(keys: readonly string[]): string[] {
  const seen = new Set<string>();
  return keys.filter((key) => seen.size === seen.add(key).size);
}

function refuse(promise: string, ids: readonly unknown[]): void {
  if (ids.length > 0) throw new Broken(promise, ids);
}
