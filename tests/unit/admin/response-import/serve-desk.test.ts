// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest';
import { regularPeriod } from '#domain/period.ts';
import { openOfficeDatabase } from '#local/office/database.ts';
import type { OfficeDatabase } from '#local/office/database.ts';
import { listDocuments } from '#local/office/documents.ts';
import { listImportProgress } from '#local/office/imports.ts';
import type { OfficeOptions } from '#local/office/database.ts';
import { DeskClient, DeskProblem } from '#admin/response-import/desk-client.ts';
import type { DeskPort } from '#admin/response-import/desk-client.ts';
import type { ImportChoice } from '#admin/response-import/desk.ts';
import { serveDesk } from '#admin/response-import/serve-desk.ts';
import { freshBrowser } from '../../local/fresh.ts';
import { AGENCY_ID, NOON } from '../../local/office-scene.ts';
import { STANDARD } from '../compute/scene.ts';

const CHOICE: ImportChoice = {
  sheet: 0,
  questionnaire: STANDARD,
  target: { kind: 'period', period: regularPeriod('quarter', 2026, 1) },
};
const HEADER = 'u1;u2;u3;u4;u5;u6;u7;u8;u9';
const ROW = '4;4;4;4;4;4;4;4;4';

function file(name: string, ...rows: string[]): File {
  return new File([[HEADER, ...rows].join('\r\n')], name);
}

/** Client and desk with nothing between them but the messages. */
function desk(browser: OfficeOptions): DeskClient {
  const port: DeskPort = {
    post: (message) => void serve(message),
    onMessage: (receive) => (tell = receive),
    onError: () => undefined,
    close: () => undefined,
  };
  let tell: Parameters<DeskPort['onMessage']>[0] = () => undefined;
  const serve = serveDesk(
    (agency) => openOfficeDatabase(agency, browser),
    (message) => tell(message),
  );
  return new DeskClient(port);
}

async function refusal(work: Promise<unknown>) {
  const reason: unknown = await work.then(
    () => null,
    (problem: unknown) => problem,
  );
  return reason instanceof DeskProblem ? reason.refusal : reason;
}

describe('the desk behind the screen', () => {
  let browser: OfficeOptions;
  let db: OfficeDatabase;
  let client: DeskClient;
  beforeEach(async () => {
    browser = freshBrowser();
    db = await openOfficeDatabase(AGENCY_ID, browser);
    client = desk(browser);
  });

  test('opens, previews and keeps a file with its record, waiting to be sent', async () => {
    const opened = await client.open(file('lama.csv', ROW, ROW));
    expect((await client.preview(CHOICE)).respondents).toBe(2);
    expect(await client.import(AGENCY_ID, CHOICE, NOON, () => undefined)).toBe(2);
    const [record] = await listDocuments(db, 'import');
    expect(record?.body).toMatchObject({ fileName: 'lama.csv', fileHash: opened.fileHash, rows: 2 });
    expect(await listImportProgress(db)).toMatchObject([{ batch: record?.id, total: 2, waiting: 2 }]);
  });

  test('the same file a second time is refused with the name and the day of the first', async () => {
    await client.open(file('lama.csv', ROW));
    await client.import(AGENCY_ID, CHOICE, NOON, () => undefined);
    const second = desk(browser);
    await second.open(file('salinan.csv', ROW));
    expect(await refusal(second.import(AGENCY_ID, CHOICE, NOON + 1, () => undefined))).toEqual({
      kind: 'known',
      fileName: 'lama.csv',
      importedAt: '2026-08-17T05:00:00.000Z',
    });
    expect(await listImportProgress(db)).toHaveLength(1);
  });

  test('tells why a file is none, and why nothing can be done', async () => {
    expect(await refusal(client.open(new File([], 'kosong.csv')))).toEqual({ kind: 'file', code: 'empty' });
    expect(await refusal(client.preview(CHOICE))).toEqual({
      kind: 'failed',
      message: 'No file lies on the desk.',
    });
    await client.open(file('salah.csv', ROW.replace('4', '9')));
    expect(await refusal(client.import(AGENCY_ID, CHOICE, NOON, () => undefined))).toMatchObject({
      kind: 'failed',
    });
    expect(await listDocuments(db, 'import')).toEqual([]);
  });

  test('tells how far a large file is', async () => {
    await client.open(file('besar.csv', ...Array.from({ length: 1200 }, () => ROW)));
    const told: number[] = [];
    expect(await client.import(AGENCY_ID, CHOICE, NOON, (done) => told.push(done))).toBe(1200);
    expect(told).toEqual([500 / 1200, 1000 / 1200]);
  });
});
