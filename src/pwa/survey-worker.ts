import { serveApp } from './serve-app.ts';
import type { WorkerScope } from './worker-scope.ts';

serveApp(globalThis as unknown as WorkerScope, '/index.html', __PRECACHE__);
