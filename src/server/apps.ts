import { join } from 'node:path';
import type { Endpoint } from './endpoint.ts';
import { makeApp } from './http/app.ts';
import type { App } from './http/app.ts';
import { inlineHashes } from './http/inline-hashes.ts';
import { securityHeaders } from './http/security-headers.ts';
import { guarded } from './office/route.ts';
import { officeRoutes } from './office/routes.ts';
import type { SetupDesk } from './office/setup.ts';
import { SignIn } from './office/sign-in.ts';
import { surveyRoutes } from './push/survey-routes.ts';
import { loadStaticFiles } from './static-files.ts';

/** The survey origin: the respondent's app and its API. `builtFolder` holds `survey` and `office`. */
export async function surveyApp(endpoint: Endpoint, builtFolder: string): Promise<App> {
  const files = await loadStaticFiles(join(builtFolder, 'survey'), 'index.html');
  const https = endpoint.surveyOrigin.startsWith('https:');
  return makeApp({
    name: 'survey',
    routes: surveyRoutes(endpoint),
    file: files.answer,
    headers: securityHeaders({ app: 'survey', https, ...inlineHashes(files.page) }),
    log: endpoint.log,
  });
}

/** The office origin: the staff's app and its API. */
export async function officeApp(endpoint: Endpoint, desk: SetupDesk, builtFolder: string): Promise<App> {
  const files = await loadStaticFiles(join(builtFolder, 'office'), 'admin.html');
  const https = endpoint.adminOrigin.startsWith('https:');
  const signIn = new SignIn(desk.passwords, endpoint.now);
  return makeApp({
    name: 'office',
    routes: officeRoutes(desk, signIn).map((route) => guarded(endpoint, route)),
    file: files.answer,
    headers: securityHeaders({ app: 'office', https, ...inlineHashes(files.page) }),
    log: endpoint.log,
  });
}
