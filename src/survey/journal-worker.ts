import { serveJournal } from '#local/journal/serve-journal.ts';
import type { ToJournal } from '#local/journal/messages.ts';

const receive = serveJournal((message) => self.postMessage(message));
self.addEventListener('message', ({ data }: MessageEvent<ToJournal>) => receive(data));
