import { randomUUIDv7 } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { SurveyResponse } from '#domain/response.ts';
import type { PushItem } from '#protocol/survey.ts';
import { anEdit, FieldDevice, frozen, openOffice, outcomes, sendEdits } from './stage.ts';
import type { Office } from './stage.ts';

let office: Office;
let batch: string;

beforeEach(async () => {
  office = await openOffice();
  batch = randomUUIDv7();
  const record = {
    ...{ id: batch, fileName: 'semester-1.xlsx', fileHash: 'a'.repeat(64), rows: 2, activity: null },
    ...{ period: { from: '2026-01-01', to: '2026-06-30' }, importedAt: '2026-11-20T05:00:00Z' },
  };
  await sendEdits(office, 'protokol', anEdit('import', batch, record));
});

async function row(number: number, changes: Partial<SurveyResponse> = {}): Promise<PushItem> {
  const item = await new FieldDevice(office).answer(null);
  const response: SurveyResponse = JSON.parse(item.body);
  return frozen({ ...response, channel: 'import', place: { batch, row: number }, durationMs: 0, ...changes });
}

const send = (items: PushItem[]) => office.as('protokol')('POST', 'responses', { protocol: 1, items });

test('rows that are not of a known import, or not imports at all, are put aside', async () => {
  const items = [
    await row(2, { channel: 'kiosk' }),
    await row(3, { place: { device: randomUUIDv7(), sequence: 1, previousHash: '0'.repeat(64) } }),
    await row(4, { place: { batch: randomUUIDv7(), row: 4 } }),
    await row(5, { activity: randomUUIDv7() }),
    await row(6, { answers: { unheard: 2 } }),
  ];
  expect(outcomes(await send(items))).toEqual([
    'quarantined(not-covered-by-link)',
    'quarantined(not-covered-by-link)',
    'quarantined(unknown-import)',
    'quarantined(unknown-activity)',
    'quarantined(answers-do-not-fit)',
  ]);
});

test('rows are stored once; a repetition is the same, the same row under another id is put aside', async () => {
  const items = [await row(2), await row(3)];
  expect(outcomes(await send(items))).toEqual(['stored', 'stored']);
  expect(outcomes(await send(items))).toEqual(['same', 'same']);
  expect(outcomes(await send([await row(3)]))).toEqual(['quarantined(sequence-taken)']);
  expect([...office.storage.responses.each(office.agency.id, {})]).toHaveLength(2);
});
