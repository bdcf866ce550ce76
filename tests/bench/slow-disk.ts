/** The survey origin on a disk whose commits take 2 ms longer: `slow-disk.ts <database> <port> together|alone`. */
import { surveyApp } from '#server/apps.ts';
import { listen } from '#server/listen.ts';
import { openDatabase } from '#server/storage/sqlite/open.ts';
import { Writer } from '#server/storage/sqlite/writer.ts';
import { sqliteStorage } from '#server/storage/sqlite.ts';

const SLOWER_MS = 2;

/** Commits each job at once, as a store without group commit does. */
class LoneWriter extends Writer {
  override write<T>(work: () => T): Promise<T> {
    const job = super.write(work);
    this.flush();
    return job;
  }
}

const [file = '', port = '', mode = ''] = process.argv.slice(2);
const connection = openDatabase(file);
const run = connection.run.bind(connection);
const clock = new Int32Array(new SharedArrayBuffer(4));
connection.run = (sql, ...parameters) => {
  const changed = run(sql, ...parameters);
  if (sql === 'COMMIT') Atomics.wait(clock, 0, 0, SLOWER_MS);
  return changed;
};
const storage = sqliteStorage(
  connection,
  mode === 'alone' ? new LoneWriter(connection) : new Writer(connection),
);
const origin = `http://localhost:${port}`;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const app = await surveyApp(
  {
    storage,
    surveyOrigin: origin,
    adminOrigin: origin,
    demo: false,
    appVersion: 'bench',
    now: Date.now,
    log,
  },
  'dist',
);
await listen(app, { host: '127.0.0.1', port: Number(port), setting: 'PORT' }, {});
process.on('SIGTERM', () => process.exit(0));
console.log('ready');
