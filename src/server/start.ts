import { officeApp, surveyApp } from './apps.ts';
import type { Config } from './config.ts';
import type { Endpoint } from './endpoint.ts';
import { securityHeaders } from './http/security-headers.ts';
import { listen } from './listen.ts';
import type { Log } from './log.ts';
import { Passwords } from './security/password.ts';
import { SetupCode } from './security/setup-code.ts';
import { prepareDataFolder } from './storage/data-folder.ts';
import { openSqlite } from './storage/sqlite.ts';

export interface Surroundings {
  readonly builtFolder: string;
  readonly appVersion: string;
  readonly log: Log;
  readonly now: () => number;
}

export interface Running {
  /** Lines for the person who started the program. */
  readonly lines: readonly string[];
  /** Ends running requests, writes everything into the database file and closes it. */
  stop(): Promise<void>;
}

/** Opens the store and serves both origins. Throws a StorageProblem or ListenProblem (one line) and leaves nothing open. */
export async function start(
  config: Config,
  { builtFolder, appVersion, log, now }: Surroundings,
): Promise<Running> {
  const storage = openSqlite(await prepareDataFolder(config.dataDir));
  const { surveyOrigin, adminOrigin, demo, host } = config;
  const endpoint: Endpoint = { storage, surveyOrigin, adminOrigin, demo, appVersion, now, log };
  const lines = [`Survei  : ${surveyOrigin}`, `Kantor  : ${adminOrigin}`];
  const isSetUp = (await storage.agencies.first()) !== null;
  const tellCode = (code: string): void => void lines.push(`Penyiapan: ${adminOrigin}/#/setup?code=${code}`);
  const desk = { code: isSetUp ? null : new SetupCode(now, tellCode), passwords: new Passwords() };
  const opened: { close(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(opened.map((listener) => listener.close()));
    await storage.close();
  };
  try {
    const survey = await surveyApp(endpoint, builtFolder);
    const office = await officeApp(endpoint, desk, builtFolder);
    opened.push(
      await listen(survey, { host, port: config.port, setting: 'PORT' }, bareHeaders('survey', surveyOrigin)),
    );
    opened.push(
      await listen(
        office,
        { host, port: config.adminPort, setting: 'ADMIN_PORT' },
        bareHeaders('office', adminOrigin),
      ),
    );
  } catch (reason) {
    await stop();
    throw reason;
  }
  log.info('started', { version: appVersion, demo });
  return { lines, stop };
}

function bareHeaders(app: 'survey' | 'office', origin: string): Record<string, string> {
  return securityHeaders({ app, https: origin.startsWith('https:'), inlineScripts: [], inlineStyles: [] });
}
