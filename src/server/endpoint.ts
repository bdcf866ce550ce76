import type { Log } from './log.ts';
import type { Storage } from './storage/storage.ts';

/** What the handlers of both origins work with. */
export interface Endpoint {
  readonly storage: Storage;
  readonly surveyOrigin: string;
  readonly adminOrigin: string;
  readonly demo: boolean;
  readonly appVersion: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
}

export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
