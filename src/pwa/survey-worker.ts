import { keepKioskFiles } from './keep-kiosk-files.ts';
import { serveApp } from './serve-app.ts';
import type { InstallScope } from './worker-scope.ts';

const scope = globalThis as unknown as InstallScope;
const files = __PRECACHE__;
serveApp(scope, '/index.html', files);
keepKioskFiles(scope, { everybody: files.map(({ url }) => url), kiosk: __KIOSK_FILES__ });
