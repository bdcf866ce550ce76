import type { RawDatabase } from './raw-database.ts';

/** Every sentence of the rescue page. */
export interface RescueTexts {
  readonly title: string;
  readonly language: string;
  readonly reading: string;
  /** What this page is for. */
  readonly purpose: string;
  readonly unsent: {
    readonly none: string;
    readonly some: string;
    readonly oldest: (moment: string) => string;
  };
  readonly rows: {
    readonly received: string;
    readonly total: string;
    readonly from: string;
  };
  readonly save: {
    readonly title: string;
    readonly save: string;
    readonly share: string;
    readonly steps: readonly string[];
    readonly saved: (name: string) => string;
    readonly failed: string;
    readonly nothing: string;
  };
  readonly stranded: (count: string) => string;
  readonly trouble: {
    readonly title: string;
    readonly databaseUnreadable: string;
    readonly databasePartly: string;
    readonly databaseAbsent: string;
    readonly journalPartly: string;
    readonly onlyJournal: (count: string) => string;
  };
  readonly details: {
    readonly title: string;
    readonly database: string;
    readonly states: Readonly<Record<RawDatabase['state'], string>>;
    readonly journal: string;
    readonly tables: string;
    readonly files: (count: string) => string;
    readonly copy: string;
    readonly copyHint: string;
  };
  readonly again: string;
  readonly toApp: string;
}
