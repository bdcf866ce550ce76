import type { Activity } from '#domain/activity.ts';
import type { Storage } from '#server/storage/storage.ts';
import type { Random } from './random.ts';

/** Two people moved the same coming event to different halls; a person has to settle it. */
export async function addConflict(
  storage: Storage,
  agency: string,
  activities: readonly Activity[],
  random: Random,
  now: number,
): Promise<void> {
  const activity = activities.at(-1);
  const account = await storage.accounts.byUsername(agency, 'protokol');
  if (activity === undefined || account === null) throw new RangeError('There is nothing to disagree about.');
  const { kind, document } = { kind: 'activity' as const, document: activity.id };
  const edit = { id: random.uuid(now), status: 'conflict' as const, revision: 1, fields: ['place'] };
  const wanted = activity.place === 'Pendopo' ? 'Gedung Serbaguna Kota' : 'Pendopo';
  await storage.documents.write(agency, {
    ...{ edit, kind, document, sawRevision: 1, next: null, changes: {}, settles: null },
    ...{ madeAt: now, receivedAt: now, by: account.id },
    conflicts: [
      {
        ...{ id: random.uuid(now), kind, document, field: 'place', wanted },
        ...{ wantedBy: account.id, wantedAt: now, settled: false },
      },
    ],
  });
}
