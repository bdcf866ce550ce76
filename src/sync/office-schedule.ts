import type { OfficeDatabase } from '#local/office/database.ts';
import type { Wire } from './ask.ts';
import { deviceClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { latest } from './latest.ts';
import { startLoop } from './loop.ts';
import type { StepOutcome, Trigger } from './loop.ts';
import { officePull } from './office-pull.ts';
import { officePush } from './office-push.ts';
import { officeStatus } from './office-status.ts';
import type { OfficeSyncStatus } from './office-status.ts';
import { officeTransport } from './office-transport.ts';
import { oneSender } from './one-sender.ts';
import { listenToTabs } from './tabs.ts';
import { storeFailed } from './transport-problem.ts';
import { listenToPage } from './triggers.ts';

export type { OfficeSyncStatus } from './office-status.ts';

export interface OfficeSyncOptions {
  readonly db: OfficeDatabase;
  /** Origin of the endpoint; empty for the page's own. */
  readonly baseUrl?: string;
  readonly onStatus: (status: OfficeSyncStatus) => void;
  /** New documents or responses are in the local copy, fetched by this tab or by another one. */
  readonly onChange: () => void;
  readonly effects?: OfficeSyncEffects;
}

/** The world around the loops; tests bring their own. */
export interface OfficeSyncEffects {
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly fetch?: typeof fetch;
  /** `null`: a browser without Web Locks. */
  readonly locks?: LockManager | null;
  readonly listen?: (kick: (trigger: Trigger) => void) => () => void;
}

export interface OfficeSync {
  /** Tries now, unless the endpoint asked to wait. `edit` after a change, `start` after signing in again. */
  kick(trigger: Trigger): void;
  /** Resolves when nothing runs any more; the database may then be wiped. */
  stop(): Promise<void>;
}

/**
 * Keeps the local copy and the endpoint in step until `stop`: one loop delivers, one fetches, so that what cannot be
 * delivered never keeps news away. Whatever was delivered is fetched back at once.
 */
export function startOfficeSync(options: OfficeSyncOptions): OfficeSync {
  const { db, onChange, effects = {} } = options;
  const { clock = deviceClock, random = Math.random, listen = listenToPage } = effects;
  const abort = new AbortController();
  const wire: Wire = {
    baseUrl: options.baseUrl ?? '',
    clock,
    ...(effects.fetch && { fetch: effects.fetch }),
  };
  const transport = officeTransport(wire, abort.signal);
  const exclusive = oneSender(`skm-office-sync:${db.name}`, clock, effects.locks);
  const publish = latest(async () => {
    const status = await officeStatus(db, pushing.state(), pulling.state());
    if (!abort.signal.aborted) options.onStatus(status);
  });

  const pushStep = officePush(db, transport);
  const pullStep = officePull(db, transport, random, (news) => {
    if (news.documents + news.responses === 0) return;
    onChange();
    tabs.tell();
  });
  const pushing = startLoop({ clock, random, step: guarded(pushStep, delivered), onChange: () => publish() });
  const pulling = startLoop({ clock, random, step: guarded(pullStep), onChange: () => publish() });

  function guarded(step: () => Promise<StepOutcome>, then?: (outcome: StepOutcome) => void) {
    return async () => {
      const outcome = await exclusive(step).catch(storeFailed);
      then?.(outcome);
      return outcome;
    };
  }

  /** What was just delivered comes back as the endpoint now has it. */
  function delivered(outcome: StepOutcome): void {
    if (outcome.kind === 'more') pulling.kick('edit');
  }

  function kick(trigger: Trigger): void {
    pushing.kick(trigger);
    if (trigger !== 'edit') pulling.kick(trigger);
  }

  const tabs = listenToTabs(`skm-office-sync:${db.name}`, () => {
    onChange();
    publish();
  });
  const stopListening = listen(kick);
  kick('start');
  return {
    kick,
    stop: async () => {
      stopListening();
      abort.abort();
      await Promise.all([pushing.stop(), pulling.stop()]);
      tabs.close();
      await publish.settled();
    },
  };
}
