import { findingsOf } from './findings.ts';
import type { Findings } from './findings.ts';
import { readDatabase } from './raw-database.ts';
import type { RawDatabase } from './raw-database.ts';
import { readJournal } from './raw-journal.ts';
import type { RawJournal } from './raw-journal.ts';

/** The name of the survey's database. Kept apart from the app's own code, of which nothing is needed here. */
const DATABASE = 'skm-survey';

export interface DeviceContent {
  readonly database: RawDatabase;
  readonly journal: RawJournal;
  readonly findings: Findings;
}

/** Everything that this browser keeps of the survey; never fails. */
export async function readDevice(): Promise<DeviceContent> {
  const [database, journal] = await Promise.all([readDatabase(DATABASE), readJournal()]);
  return { database, journal, findings: findingsOf(database.tables, journal.records) };
}

/** How many responses are in the second copy only. */
export function onlyInJournal({ database, journal }: DeviceContent): number {
  const { responses } = findingsOf(database.tables, []);
  const known = new Set(responses.map(({ id }) => id));
  return new Set(journal.records.map(({ response }) => response.id).filter((id) => !known.has(id))).size;
}

/** Everything as it is, for people who can read it; keys cannot be copied, which is what they are for. */
export function completeCopy({ database, journal }: DeviceContent, madeAt: string): string {
  const { version, tables } = database;
  return JSON.stringify(
    { format: 'skm-salinan-lengkap', madeAt, version, tables, journal: journal.records },
    null,
    1,
  );
}
