import type { Fault } from './fault.ts';
import { clockJumps } from './faults/device/clock-jumps.ts';
import { flakyStore } from './faults/device/flaky-store.ts';
import { fullDisk } from './faults/device/full-disk.ts';
import { historyUsed } from './faults/device/history.ts';
import { killed } from './faults/device/killed.ts';
import { persistRefused } from './faults/device/persist-refused.ts';
import { powerCut, powerCutControl } from './faults/device/power-cut.ts';
import { privateWindow } from './faults/device/private-window.ts';
import { longQueue } from './faults/device/queue-5000.ts';
import { quotaReached } from './faults/device/quota.ts';
import { tabCrashed } from './faults/device/tab-crashed.ts';
import { tappedOften } from './faults/device/tapped-often.ts';
import { twoTabs } from './faults/device/two-tabs.ts';
import { unthanked } from './faults/device/unthanked.ts';
import { walkedAway } from './faults/device/walked-away.ts';
import { answerLost } from './faults/network/answer-lost.ts';
import { deliveredTwice } from './faults/network/delivered-twice.ts';
import { endpointKilled } from './faults/network/endpoint-killed.ts';
import { falseReceipts } from './faults/network/false-receipts.ts';
import { halfBodies } from './faults/network/half-bodies.ts';
import { killedInRound } from './faults/network/killed-in-round.ts';
import { onlineLies } from './faults/network/online-lies.ts';
import { poisonItem } from './faults/network/poison.ts';
import { captivePortal } from './faults/network/portal.ts';
import { senderRefused } from './faults/network/refused.ts';
import { reordered } from './faults/network/reordered.ts';
import { schedules } from './faults/network/schedules.ts';
import { slowLine } from './faults/network/slow-line.ts';
import { serverStorm } from './faults/network/storm.ts';
import { cacheGone } from './faults/versions/cache-gone.ts';
import { cloned } from './faults/versions/cloned.ts';
import { databaseDamaged } from './faults/versions/database-damaged.ts';
import { databaseDeleted } from './faults/versions/database-deleted.ts';
import { databaseHalfLost } from './faults/versions/database-half-lost.ts';
import { everythingEvicted } from './faults/versions/evicted.ts';
import { journalDamaged } from './faults/versions/journal-damaged.ts';
import { killedInUpgrade } from './faults/versions/killed-in-upgrade.ts';
import { newVersion } from './faults/versions/new-version.ts';
import { newerSchema } from './faults/versions/newer-schema.ts';
import { oldCopy } from './faults/versions/old-copy.ts';
import { rolledBack } from './faults/versions/rolled-back.ts';
import { MODEL } from './model/model-fault.ts';

/** Everything that `npm run chaos` does, in the order of its table. */
export const FAULTS: readonly (Fault | typeof MODEL)[] = [
  ...[killed, powerCut, powerCutControl, tabCrashed, unthanked, tappedOften, twoTabs, flakyStore],
  ...[quotaReached, fullDisk, persistRefused, privateWindow, historyUsed, walkedAway, clockJumps, longQueue],
  ...[newVersion, newerSchema, killedInUpgrade, rolledBack, oldCopy, cloned, cacheGone],
  ...[databaseDamaged, databaseDeleted, databaseHalfLost, journalDamaged, everythingEvicted],
  ...[answerLost, deliveredTwice, reordered, halfBodies, slowLine, captivePortal, serverStorm, senderRefused],
  ...[falseReceipts, poisonItem, onlineLies, killedInRound, endpointKilled, schedules],
  MODEL,
];
