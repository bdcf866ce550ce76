/** The rules under test: the real ones, or a copy with a fault in it. */
export interface Domain {
  readonly achievement: typeof import('#domain/indicators/achievement.ts');
  readonly bands: typeof import('#domain/indicators/bands.ts');
  readonly calendar: typeof import('#domain/calendar.ts');
  readonly comparability: typeof import('#domain/indicators/comparability.ts');
  readonly confidence: typeof import('#domain/indicators/confidence.ts');
  readonly flow: typeof import('#domain/flow.ts');
  readonly fraction: typeof import('#domain/fraction.ts');
  readonly mixing: typeof import('#domain/indicators/mixing.ts');
  readonly numbers: typeof import('#domain/numbers.ts');
  readonly period: typeof import('#domain/period.ts');
  readonly privacy: typeof import('#domain/indicators/privacy.ts');
  readonly publication: typeof import('#domain/indicators/publication.ts');
  readonly quality: typeof import('#domain/quality.ts');
  readonly sample: typeof import('#domain/sample.ts');
  readonly satisfaction: typeof import('#domain/indicators/satisfaction.ts');
  readonly table: typeof import('#domain/respondent-table.ts');
  readonly tally: typeof import('#domain/indicators/tally.ts');
  readonly validation: typeof import('#domain/validation.ts');
}

/** One worked case: throws when the rules do not give what was worked out by hand. */
export interface Golden {
  readonly name: string;
  readonly check: (domain: Domain) => void;
}

/** Loads the rules from a folder that is laid out like `src/domain`. */
export async function loadDomain(folder: URL): Promise<Domain> {
  const load = async <Module>(path: string): Promise<Module> =>
    (await import(new URL(path, folder).href)) as Module;
  return {
    achievement: await load('indicators/achievement.ts'),
    bands: await load('indicators/bands.ts'),
    calendar: await load('calendar.ts'),
    comparability: await load('indicators/comparability.ts'),
    confidence: await load('indicators/confidence.ts'),
    flow: await load('flow.ts'),
    fraction: await load('fraction.ts'),
    mixing: await load('indicators/mixing.ts'),
    numbers: await load('numbers.ts'),
    period: await load('period.ts'),
    privacy: await load('indicators/privacy.ts'),
    publication: await load('indicators/publication.ts'),
    quality: await load('quality.ts'),
    sample: await load('sample.ts'),
    satisfaction: await load('indicators/satisfaction.ts'),
    table: await load('respondent-table.ts'),
    tally: await load('indicators/tally.ts'),
    validation: await load('validation.ts'),
  };
}
