import type { SurveyDatabase } from '#local/survey/database.ts';
import type { DeviceState } from '#protocol/survey.ts';
import { hurry } from '#local/survey/outbox.ts';
import { EMPTY_QUEUE, queueState } from '#local/survey/queue.ts';
import { kioskStanding, lastContactAt, speakers } from '#local/survey/senders.ts';
import type { Wire } from './ask.ts';
import { deviceClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { untilIdle } from './idle.ts';
import { latest } from './latest.ts';
import { startLoop } from './loop.ts';
import type { Loop, Trigger } from './loop.ts';
import { oneSender } from './one-sender.ts';
import { surveyLane } from './survey-lane.ts';
import { contextStatus, syncStatus } from './survey-status.ts';
import type { SyncStatus } from './survey-status.ts';
import { listenToTabs } from './tabs.ts';
import { storeFailed } from './transport-problem.ts';
import { listenToPage } from './triggers.ts';

export type { SyncStatus } from './survey-status.ts';

export interface SurveySyncOptions {
  readonly db: SurveyDatabase;
  /** Origin of the endpoint; empty for the page's own. */
  readonly baseUrl?: string;
  readonly appVersion: string;
  readonly onStatus: (status: SyncStatus) => void;
  /** Where the second journal of this page is, for the office. */
  readonly journal?: () => DeviceState['journal'];
  readonly effects?: SurveySyncEffects;
}

/** The world around the sender; tests bring their own. */
export interface SurveySyncEffects {
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly fetch?: typeof fetch;
  /** `null`: a browser without Web Locks. */
  readonly locks?: LockManager | null;
  readonly listen?: (kick: (trigger: Trigger) => void) => () => void;
  /** Resolves when the page has nothing better to do. */
  readonly idle?: () => Promise<void>;
}

export interface SurveySync {
  /** Tries now, unless the endpoint asked to wait. Call with `submit` after each thank-you. */
  kick(trigger: Trigger): void;
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

interface Lane {
  readonly contextId: string;
  readonly loop: Loop;
}

/**
 * Delivers what this device keeps, from now until `stop`: one request at a time over all tabs, each device identity at
 * its own pace. Tries at once, then whenever something hints that it is worth it.
 */
export function startSurveySync(options: SurveySyncOptions): SurveySync {
  const { db, appVersion, journal = () => 'none', effects = {} } = options;
  const { clock = deviceClock, random = Math.random, listen = listenToPage } = effects;
  const wire: Wire = {
    baseUrl: options.baseUrl ?? '',
    clock,
    ...(effects.fetch && { fetch: effects.fetch }),
  };
  const exclusive = oneSender('skm-survey-sync', clock, effects.locks);
  const abort = new AbortController();
  const lanes = new Map<string, Lane>();
  let storeWorks = true;
  const publish = latest(async () => options.onStatus(await readStatus()));
  let waking: Promise<void> = Promise.resolve();

  function kick(trigger: Trigger): void {
    if (!abort.signal.aborted) waking = waking.then(() => wake(trigger));
  }

  /** Wakes every identity that has something to say. */
  async function wake(trigger: Trigger): Promise<void> {
    try {
      for (const { device, contextId } of await speakers(db)) {
        if (trigger === 'manual') await hurry(db, device);
        laneOf(device, contextId).loop.kick(trigger);
      }
      storeWorks = true;
    } catch {
      storeWorks = false;
    }
    publish();
  }

  function laneOf(device: string, contextId: string): Lane {
    const known = lanes.get(device);
    if (known) return known;
    const { signal } = abort;
    const idle = async () => {
      await (effects.idle ?? untilIdle)();
      publish();
    };
    const step = surveyLane({ db, device, appVersion, clock, random, wire, signal, journal, idle });
    const loop = startLoop({
      clock,
      random,
      step: () =>
        exclusive(step)
          .catch(storeFailed)
          .finally(() => tabs.tell()),
      onChange: () => publish(),
    });
    const lane = { contextId, loop };
    lanes.set(device, lane);
    return lane;
  }

  async function readStatus(): Promise<SyncStatus> {
    const contexts = [...lanes].map(([device, { contextId, loop }]) =>
      contextStatus(contextId, device, loop.state()),
    );
    try {
      const [queue, contactAt, standing] = await Promise.all([
        queueState(db),
        lastContactAt(db),
        kioskStanding(db),
      ]);
      const status = { ...syncStatus(contexts, queue, contactAt), standing };
      return storeWorks ? status : { ...status, problem: 'store' };
    } catch {
      return { ...syncStatus(contexts, EMPTY_QUEUE, null), standing: 'none', problem: 'store' };
    }
  }

  const tabs = listenToTabs('skm-survey-sync', publish);
  const stopListening = listen(kick);
  kick('start');
  return {
    kick,
    stop: async () => {
      stopListening();
      abort.abort();
      await waking;
      await Promise.all([...lanes.values()].map(({ loop }) => loop.stop()));
      tabs.close();
      await publish.settled();
    },
  };
}
