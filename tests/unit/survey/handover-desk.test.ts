// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { queueState } from '#local/survey/queue.ts';
import { readHandover } from '#protocol/handover-read.ts';
import { writeReceipt } from '#protocol/handover-write.ts';
import { signText } from '#protocol/signature.ts';
import { PushRequest } from '#protocol/survey.ts';
import { handoverFiles } from '#survey/handover/handover-files.ts';
import { handoverDesk } from '#survey/handover/store-desk.ts';
import type { HandoverDesk } from '#survey/handover/desk.ts';
import { freshBrowser } from '../local/fresh.ts';
import { AGENCY, answerOnce, ENDPOINT_SECRET, NOON, openKiosk } from '../local/survey-scene.ts';
import { EndpointStore } from '../sync/endpoint-store.ts';

let db: SurveyDatabase;
let kiosk: SurveyContext;
let desk: HandoverDesk;
beforeEach(async () => {
  db = await openSurveyDatabase(freshBrowser());
  kiosk = await openKiosk(db);
  desk = handoverDesk(db, () => ({ appVersion: '1', journal: 'opfs' }));
  for (let person = 0; person < 3; person += 1) await answerOnce(db, kiosk);
});

/** The file goes to the office, and its receipts come back. */
async function receiptFile(agency = AGENCY.id): Promise<string> {
  const [carried] = await handoverFiles((await desk.pack()).parcels, NOON);
  const { pushes } = await readHandover(carried!.text, AGENCY.id);
  const office = new EndpointStore();
  const answers = [];
  for (const { body } of pushes) {
    const request = PushRequest.parse(JSON.parse(body));
    const answer = JSON.stringify(await office.deliver(request));
    answers.push({ device: request.device.id, answer, signature: await signText(ENDPOINT_SECRET, answer) });
  }
  return writeReceipt({ agency, madeAt: new Date(NOON).toISOString(), answers });
}

const waiting = async (): Promise<number> => {
  const { onDevice, sent } = await queueState(db);
  return onDevice + sent;
};

describe('handing over and reading receipts', () => {
  it('takes the queue to the office and back again, once', async () => {
    const text = await receiptFile();
    expect(await waiting()).toBe(3);
    expect(await desk.take(text)).toEqual({ received: 3, ignored: 0 });
    expect(await waiting()).toBe(0);
    expect(await desk.take(text)).toEqual({ received: 0, ignored: 0 });
    expect((await desk.pack()).parcels).toEqual([]);
  });

  it('applies nothing of a file that is damaged, cut off, altered, foreign or of another agency', async () => {
    const text = await receiptFile();
    const other = await receiptFile('0190a000-0000-7000-8000-00000000b002');
    const [handover] = await handoverFiles((await desk.pack()).parcels, NOON);
    const refused: [string, string][] = [
      [text.slice(0, -40), 'damaged'],
      [text.replace('stored', 'storex'), 'damaged'],
      ['bukan berkas kami', 'foreign'],
      [other, 'other-agency'],
      [handover!.text, 'wrong-kind'],
    ];
    for (const [file, reason] of refused) {
      await expect(desk.take(file)).rejects.toMatchObject({ reason });
      expect(await waiting()).toBe(3);
    }
  });

  it('believes no receipt that the endpoint did not sign, even in a whole file', async () => {
    const { answers } = JSON.parse(await receiptFile()) as {
      answers: { answer: string; signature: string }[];
    };
    const forged = answers.map((sealed) => ({
      ...sealed,
      device: kiosk.device,
      answer: `${sealed.answer} `,
    }));
    const madeAt = new Date(NOON).toISOString();
    const text = await writeReceipt({ agency: AGENCY.id, madeAt, answers: forged });
    expect(await desk.take(text)).toEqual({ received: 0, ignored: 1 });
    expect(await waiting()).toBe(3);
  });
});
