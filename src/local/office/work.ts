import type { OfficeDatabase } from './database.ts';
import { waitingHandovers } from './handovers.ts';

/** What waits, in numbers. */
export interface OfficeWork {
  /** Edits that the endpoint may not have. */
  readonly edits: number;
  /** Edits that it will not take. */
  readonly refused: number;
  /** Conflicts that wait for a person. */
  readonly conflicts: number;
  /** Imported responses still to be sent. */
  readonly importing: number;
  /** Files still to be sent. */
  readonly clippings: number;
  /** Hand-overs of tablets still to be sent. */
  readonly handovers: number;
}

/** One consistent moment. `edits + importing + clippings + handovers` would be lost by a wipe. */
export function countWork(db: OfficeDatabase): Promise<OfficeWork> {
  return db.run((tables) => {
    const { edits, conflicts, imports, clippings, meta } = tables;
    return tables.transaction('r', [edits, conflicts, imports, clippings, meta], async () => ({
      edits: await edits.where('state').anyOf('new', 'sent').count(),
      refused: await edits.where({ state: 'refused' }).count(),
      conflicts: await conflicts.count(),
      importing: (await imports.toArray()).reduce((sum, { waiting }) => sum + waiting, 0),
      clippings: await clippings.where({ state: 'waiting' }).count(),
      handovers: await waitingHandovers(tables),
    }));
  });
}
