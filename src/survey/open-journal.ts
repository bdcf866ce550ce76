import { Journal } from '#local/journal/journal.ts';
import type { JournalPort } from '#local/journal/journal.ts';
import type { FromJournal } from '#local/journal/messages.ts';
import { trustedScriptUrl } from '#pwa/trusted-script-url.ts';
import workerUrl from './journal-worker.ts?worker&url';

/** The second journal of this tab; nothing is started before it is needed. */
export function openJournal(patienceMs?: number): Journal {
  return new Journal(startWorker, patienceMs);
}

function startWorker(): JournalPort {
  const worker = new Worker(trustedScriptUrl(workerUrl), { type: 'module' });
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (receive) => {
      worker.addEventListener('message', ({ data }: MessageEvent<FromJournal>) => receive(data));
    },
    onError: (receive) => worker.addEventListener('error', receive),
    close: () => worker.terminate(),
  };
}
