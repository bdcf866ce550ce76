import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { Connection } from '#server/storage/sqlite/connection.ts';
import { integer } from '#server/storage/sqlite/values.ts';
import { Writer } from '#server/storage/sqlite/writer.ts';

/** Counts what reaches the disk. */
class CountingConnection extends Connection {
  commits = 0;

  override run(...parameters: Parameters<Connection['run']>): number {
    if (parameters[0] === 'COMMIT') this.commits += 1;
    return super.run(...parameters);
  }
}

let connection: CountingConnection;
let writer: Writer;
beforeEach(() => {
  connection = new CountingConnection(':memory:');
  connection.exec('CREATE TABLE numbers (number INTEGER PRIMARY KEY) STRICT');
  writer = new Writer(connection);
});

function add(number: number): Promise<number> {
  return writer.write(() => connection.run('INSERT INTO numbers VALUES (?)', number));
}

function stored(): number[] {
  return connection.all((row) => integer(row['number']), 'SELECT number FROM numbers ORDER BY number');
}

describe('the writer', () => {
  test('commits a job that comes alone in the next turn of the event loop', async () => {
    const job = add(1);
    expect(connection.commits).toBe(0);
    await nextTurn();
    expect([connection.commits, stored()]).toEqual([1, [1]]);
    expect(await job).toBe(1);
  });

  test('commits together what comes together, and what follows turn by turn', async () => {
    const jobs: Promise<number>[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      jobs.push(add(2 * turn), add(2 * turn + 1));
      await nextTurn();
    }
    expect(connection.commits).toBe(0);
    await Promise.all(jobs);
    expect([connection.commits, stored()]).toEqual([1, [0, 1, 2, 3, 4, 5, 6, 7]]);
  });

  test('keeps nobody waiting while others never stop coming', async () => {
    const told: number[] = [];
    const first = add(0).then(() => told.push(0));
    const jobs: Promise<number>[] = [];
    while (told.length === 0) {
      jobs.push(add(jobs.length + 1));
      await nextTurn();
    }
    await first;
    expect(connection.commits).toBe(1);
    await Promise.all(jobs);
    expect(stored()).toHaveLength(jobs.length + 1);
  });

  test('undoes only the job that fails, and tells only its owner', async () => {
    const jobs = [add(1), add(1), add(2)];
    expect((await Promise.allSettled(jobs)).map(({ status }) => status)).toEqual([
      ...['fulfilled', 'rejected', 'fulfilled'],
    ]);
    expect([connection.commits, stored()]).toEqual([1, [1, 2]]);
  });

  test('tells everybody when the commit itself fails, and goes on afterwards', async () => {
    connection.exec(
      `PRAGMA foreign_keys = ON; CREATE TABLE children (number INTEGER NOT NULL
       REFERENCES numbers DEFERRABLE INITIALLY DEFERRED) STRICT`,
    );
    const orphan = writer.write(() => connection.run('INSERT INTO children VALUES (9)'));
    const outcomes = await Promise.allSettled([add(1), orphan]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(stored()).toEqual([]);
    await add(3);
    expect(stored()).toEqual([3]);
  });

  test('writes at once when it is told to', async () => {
    const job = add(1);
    writer.flush();
    expect(stored()).toEqual([1]);
    await job;
    await nextTurn();
    expect(connection.commits).toBe(1);
  });
});
