import * as z from 'zod/mini';
import { Count, Hash, Instant, Line } from '#protocol/common.ts';
import { SealedAnswer, SealedPush } from '#protocol/device.ts';
import type { HandoverFile } from '#protocol/handover.ts';
import { PushRequest } from '#protocol/survey.ts';
import type { OfficeDatabase, OpenOffice } from './database.ts';

const PREFIX = 'handover:';

/**
 * A hand-over file that this office took. `waiting` the endpoint may not have it; `delivered` its receipts are here;
 * `refused` the endpoint will not take it, and took nothing of it.
 */
const KeptHandover = z.object({
  /** Of the file: the same file is known again by it. */
  digest: Hash,
  label: Line,
  madeAt: Instant,
  keptAt: Instant,
  items: Count,
  state: z.enum(['waiting', 'delivered', 'refused']),
  pushes: z.array(SealedPush),
  answers: z.array(SealedAnswer),
  /** Why it was refused. */
  detail: z.nullable(z.string()),
});
export type KeptHandover = z.infer<typeof KeptHandover>;

/**
 * Keeps a file that was read whole until the endpoint has it. One that was delivered before is sent once more: its
 * receipts may have been lost on the way back, and nothing counts twice. `now`: milliseconds since 1970.
 */
export async function keepHandover(db: OfficeDatabase, file: HandoverFile, now: number): Promise<void> {
  const { digest, label, madeAt, pushes } = file;
  const kept: KeptHandover = {
    ...{ digest, label, madeAt, pushes, keptAt: new Date(now).toISOString(), items: itemsIn(pushes) },
    ...{ state: 'waiting', answers: [], detail: null },
  };
  await db.run((tables) => tables.meta.put({ key: PREFIX + digest, value: kept }));
}

/** How many responses the pushes carry; one that cannot be read carries none, and the endpoint says so. */
export function itemsIn(pushes: readonly SealedPush[]): number {
  return requestsIn(pushes).reduce((sum, { items }) => sum + items.length, 0);
}

export function requestsIn(pushes: readonly SealedPush[]): PushRequest[] {
  return pushes.flatMap(({ body }) => {
    try {
      const request = PushRequest.safeParse(JSON.parse(body));
      return request.success ? [request.data] : [];
    } catch {
      return [];
    }
  });
}

/** Taken last first. */
export async function listHandovers(db: OfficeDatabase): Promise<KeptHandover[]> {
  const kept = await db.run((tables) => all(tables));
  return kept.toSorted((a, b) => (a.keptAt < b.keptAt ? 1 : -1));
}

/** How many wait. Inside a transaction over `meta`. */
export async function waitingHandovers(tables: OpenOffice): Promise<number> {
  return (await all(tables)).filter(({ state }) => state === 'waiting').length;
}

/** The one that waits longest; `null` when none waits. */
export async function nextHandover(db: OfficeDatabase): Promise<KeptHandover | null> {
  const waiting = (await listHandovers(db)).filter(({ state }) => state === 'waiting');
  return waiting.at(-1) ?? null;
}

/** Takes the endpoint's receipts. */
export function settleHandover(
  db: OfficeDatabase,
  digest: string,
  answers: readonly SealedAnswer[],
): Promise<void> {
  // What was delivered is on the endpoint: only the receipts are still needed.
  return change(db, digest, { state: 'delivered', answers: [...answers], pushes: [] });
}

export function refuseHandover(db: OfficeDatabase, digest: string, detail: string): Promise<void> {
  return change(db, digest, { state: 'refused', detail });
}

/** Takes it off the list; one that still waits is then never sent from here. */
export async function forgetHandover(db: OfficeDatabase, digest: string): Promise<void> {
  await db.run((tables) => tables.meta.delete(PREFIX + digest));
}

async function change(db: OfficeDatabase, digest: string, changes: Partial<KeptHandover>): Promise<void> {
  await db.run((tables) =>
    tables.transaction('rw', tables.meta, async () => {
      const kept = KeptHandover.safeParse((await tables.meta.get(PREFIX + digest))?.value);
      if (kept.success) await tables.meta.put({ key: PREFIX + digest, value: { ...kept.data, ...changes } });
    }),
  );
}

async function all(tables: OpenOffice): Promise<KeptHandover[]> {
  const rows = await tables.meta.where('key').startsWith(PREFIX).toArray();
  return rows.flatMap(({ value }) => {
    const kept = KeptHandover.safeParse(value);
    return kept.success ? [kept.data] : [];
  });
}
