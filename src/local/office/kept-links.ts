import * as z from 'zod/mini';
import { IssuedLink } from '#protocol/office.ts';
import type { OfficeDatabase } from './database.ts';

const keyOf = (activity: string): string => `link:${activity}`;

/** Keeps an activity's survey link, so that its code can be shown and printed again without network. */
export async function keepLink(db: OfficeDatabase, activity: string, link: IssuedLink): Promise<void> {
  await db.run((tables) => tables.meta.put({ key: keyOf(activity), value: link }));
}

/** The survey link issued last for an activity; `null` when none is kept or it has run out at `now` (ms since 1970). */
export async function keptLink(
  db: OfficeDatabase,
  activity: string,
  now: number,
): Promise<IssuedLink | null> {
  const row = await db.run((tables) => tables.meta.get(keyOf(activity)));
  const link = z.nullable(IssuedLink).safeParse(row?.value ?? null);
  if (!link.success || link.data === null) return null;
  const { expiresAt } = link.data;
  return expiresAt !== null && Date.parse(expiresAt) <= now ? null : link.data;
}
