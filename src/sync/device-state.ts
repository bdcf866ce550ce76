import type { DeviceState } from '#protocol/survey.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { keptOf } from '#local/survey/keeping.ts';

/** What a kiosk says of its own keeping. `journal`: where the second journal is. */
export async function deviceState(
  db: SurveyDatabase,
  device: string,
  journal: DeviceState['journal'],
  storage: StorageManager | undefined = globalThis.navigator?.storage,
): Promise<DeviceState> {
  const persisted = (await storage?.persisted?.().catch(() => null)) ?? null;
  return db.read(['outbox', 'responses', 'ledgers'], async (tables) => {
    const contact = (await tables.ledgers.get(device))?.contact ?? null;
    const [oldest] = await tables.outbox.by('submittedAt').list(undefined, 1);
    return {
      ...{ persisted, journal },
      oldestUnsentAt: oldest?.submittedAt ?? null,
      kept: await keptOf(tables, device),
      ...(contact !== null && { clockAheadMs: -contact.clockOffsetMs }),
    };
  });
}
