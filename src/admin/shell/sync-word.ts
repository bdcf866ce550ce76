import type { OfficeSyncStatus } from '#sync/office-schedule.ts';

/** The one thing a person should know about the exchange with the endpoint right now. */
export type SyncWord =
  'idle' | 'unsent' | 'sending' | 'fetching' | 'waiting' | 'blocked' | 'signed-out' | 'store';

/** The most urgent first: what keeps data from being safe stands before what is merely going on. */
export function syncWord(status: OfficeSyncStatus | null, unsent: number): SyncWord {
  if (status === null) return 'sending';
  if (status.problem === 'store') return 'store';
  if (status.phase === 'signed-out' || status.phase === 'blocked') return status.phase;
  if (status.phase === 'waiting') return unsent > 0 ? 'unsent' : 'waiting';
  if (status.progress !== null) return 'fetching';
  if (status.phase === 'sending') return 'sending';
  return unsent > 0 ? 'unsent' : 'idle';
}
