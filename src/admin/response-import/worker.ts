import { openOfficeDatabase } from '#local/office/database.ts';
import type { ToDesk } from './desk-messages.ts';
import { serveDesk } from './serve-desk.ts';

const serve = serveDesk(openOfficeDatabase, (message) => self.postMessage(message));
self.addEventListener('message', ({ data }: MessageEvent<ToDesk>) => void serve(data));
