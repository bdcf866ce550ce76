import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PushAnswer } from '#protocol/survey.ts';
import { codeHash, freshEnrolmentCode } from '#server/security/enrolment-code.ts';
import { backUp } from '#server/storage/backup/back-up.ts';
import { restore } from '#server/storage/backup/restore.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { anEnrolledKiosk } from './signing-kiosk.ts';
import { anOpenSurvey, FieldDevice, openOffice, openStage, outcomes, problemOf } from './stage.ts';
import type { Office } from './stage.ts';

let folder: string;
let office: Office;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skm-drill-'));
  office = await openOffice({ storage: openSqlite(join(folder, 'skm.db')) });
});
afterEach(async () => {
  await office.storage.close();
  rmSync(folder, { recursive: true });
});

/** The same office over a store restored from the backup. */
async function restoredOffice(backup: string): Promise<Office> {
  const data = join(folder, 'restored');
  await restore(backup, data, { replace: false, at: office.clock.now });
  const stage = await openStage({ storage: openSqlite(join(data, 'skm.db')) });
  return { ...office, ...stage };
}

test('an endpoint restored from an older backup is refilled by the devices: nothing lost, nothing twice', async () => {
  const { activity, token } = await anOpenSurvey(office);
  const kiosk = await anEnrolledKiosk(office, [activity.id]);
  const kept = [];
  for (let count = 0; count < 8; count += 1) kept.push(await kiosk.answer(activity.id));
  await kiosk.send(kept.slice(0, 5));
  const backup = join(folder, 'cadangan.db');
  await backUp(join(folder, 'skm.db'), backup, office.clock.now);
  expect(PushAnswer.parse((await kiosk.send([])).body).backedUp).toBe(5);

  const phone = new FieldDevice(office);
  const late = await phone.answer(activity.id);
  await phone.push(token, [late]);
  await kiosk.send(kept.slice(5));
  const everything = [...office.storage.responses.each(office.agency.id, {})].map(({ body }) => body);
  expect(everything).toHaveLength(9);

  const after = await restoredOffice(backup);
  kiosk.office = after;
  const asked = PushAnswer.parse((await kiosk.send([])).body);
  expect(asked.ledger).toEqual({ highest: 5, missing: [], missingCount: 0 });
  expect(outcomes(await kiosk.send(kept))).toEqual([
    ...['same', 'same', 'same', 'same', 'same', 'stored', 'stored', 'stored'],
  ]);
  phone.office = after;
  expect(outcomes(await phone.push(token, [late]))).toEqual(['stored']);
  const refilled = [...after.storage.responses.each(office.agency.id, {})].map(({ body }) => body);
  expect(refilled.sort()).toEqual(everything.sort());
  expect((await after.storage.devices.list(office.agency.id)).flatMap(({ alarms }) => alarms)).toEqual([]);
  await after.storage.close();
});

test('a kiosk enrolled after the backup is unknown to the restored endpoint and comes back with its numbers', async () => {
  const { activity } = await anOpenSurvey(office);
  const backup = join(folder, 'cadangan.db');
  await backUp(join(folder, 'skm.db'), backup, office.clock.now);
  const kiosk = await anEnrolledKiosk(office, [activity.id]);
  const items = [await kiosk.answer(activity.id), await kiosk.answer(activity.id)];
  await kiosk.send(items);
  const after = await restoredOffice(backup);
  kiosk.office = after;
  expect(problemOf(await kiosk.send([]))).toBe('401 device-unknown');
  const code = freshEnrolmentCode(office.agency.number);
  const expiresAt = office.clock.now + 600_000;
  await after.storage.devices.addCode(
    office.agency.id,
    { hash: codeHash(code), label: 'Tablet 1', activities: [activity.id], expiresAt },
    { by: 'test', at: office.clock.now },
  );
  expect((await kiosk.enrol(code)).status).toBe(200);
  expect(outcomes(await kiosk.send(items))).toEqual(['stored', 'stored']);
  expect(await after.storage.devices.list(office.agency.id)).toMatchObject([
    { id: kiosk.id, highest: 2, stored: 2, missing: [], alarms: [] },
  ]);
  await after.storage.close();
});
