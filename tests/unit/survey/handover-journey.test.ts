// @vitest-environment node
/** From a tablet that never has a network to the office and back, each with its own code, over the real endpoint. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outcomesOf } from '#admin/handover/handover-content.ts';
import { receiptFile } from '#admin/handover/receipt-file.ts';
import type { OfficeDatabase } from '#local/office/database.ts';
import { openOfficeDatabase } from '#local/office/database.ts';
import { keepHandover, listHandovers } from '#local/office/handovers.ts';
import { countWork } from '#local/office/work.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { startDraft } from '#local/survey/drafts.ts';
import { queueState } from '#local/survey/queue.ts';
import { submitDraft } from '#local/survey/submit.ts';
import { FrameCollector, framesOf } from '#protocol/handover-frames.ts';
import { readHandover } from '#protocol/handover-read.ts';
import { writeHandover } from '#protocol/handover-write.ts';
import { handoverDesk } from '#survey/handover/store-desk.ts';
import type { HandoverDesk } from '#survey/handover/desk.ts';
import { handoverFiles } from '#survey/handover/handover-files.ts';
import { enrolKiosk } from '#sync/kiosk-open.ts';
import { officePush } from '#sync/office-push.ts';
import { officeTransport } from '#sync/office-transport.ts';
import { freshBrowser } from '../local/fresh.ts';
import { aCode } from '../server/signing-kiosk.ts';
import { anOpenSurvey, openOffice, SURVEY } from '../server/stage.ts';
import type { Office } from '../server/stage.ts';

let office: Office;
let laptop: OfficeDatabase;
let tablet: SurveyDatabase;
let kiosk: SurveyContext;
let desk: HandoverDesk;
let network: boolean;

beforeEach(async () => {
  network = true;
  office = await openOffice();
  const activity = (await anOpenSurvey(office)).activity.id;
  laptop = await openOfficeDatabase(office.agency.id, freshBrowser());
  tablet = await openSurveyDatabase(freshBrowser());
  const wire = {
    fetch: ((path, init) =>
      office.survey(new Request(`${SURVEY}${String(path)}`, init))) satisfies typeof fetch,
  };
  kiosk = await enrolKiosk(tablet, await aCode(office, [activity]), '1.0.0', wire);
  desk = handoverDesk(tablet, () => ({ appVersion: '1.0.0', journal: 'opfs' }));
  for (let person = 0; person < 3; person += 1) await answerOnce();
});
afterEach(async () => {
  laptop.close();
  tablet.close();
  await office.storage.close();
});

async function answerOnce(): Promise<void> {
  const started = await startDraft(tablet, kiosk, 'id', Date.now());
  const { questions } = kiosk.activities[0]!.questionnaire.content;
  const draft = { ...started, answers: Object.fromEntries(questions.map(({ key }) => [key, 4 as const])) };
  const submittedAt = new Date().toISOString();
  await submitDraft(tablet, { draft, context: kiosk, submittedAt, durationMs: 40_000, flags: () => [] });
}

async function fileFromTablet(): Promise<string> {
  const [carried] = await handoverFiles((await desk.pack()).parcels, Date.now());
  return carried!.text;
}

/** What the office app does with a file that somebody dropped on it. */
async function take(text: string): Promise<void> {
  await keepHandover(laptop, await readHandover(text, office.agency.id), Date.now());
}

/** One round of the office's own delivery. */
async function send(): Promise<string> {
  const staff = office.as('protokol');
  const wire = {
    fetch: (async (path, init) => {
      if (!network) throw new TypeError('Failed to fetch');
      const asked = String(path).replace('/api/v1/', '');
      const { status, text } = await staff(init?.method ?? 'GET', asked, init?.body);
      return new Response(text, { status });
    }) satisfies typeof fetch,
  };
  const step = officePush(laptop, officeTransport(wire, new AbortController().signal));
  let outcome = await step();
  while (outcome.kind === 'more') outcome = await step();
  return outcome.kind;
}

const counted = () => [...office.storage.responses.each(office.agency.id, {})].length;

describe('a hand-over', () => {
  it('brings the answers to the office, and the receipt back: on the tablet they are received', async () => {
    await take(await fileFromTablet());
    expect(await send()).toBe('done');
    expect(counted()).toBe(3);
    const [kept] = await listHandovers(laptop);
    expect(kept).toMatchObject({ label: 'Tablet 1', items: 3, state: 'delivered', pushes: [] });
    expect(outcomesOf(kept!.answers)).toEqual({ stored: 3, same: 0, conflict: 0, quarantined: 0 });
    const receipt = await receiptFile(kept!, office.agency.id, Date.now());
    expect(receipt.name).toMatch(/^tanda-terima-tablet-1-\d{4}-\d\d-\d\d\.skm\.txt$/);
    expect(await desk.take(await receipt.text())).toEqual({ received: 3, ignored: 0 });
    expect(await queueState(tablet)).toMatchObject({ onDevice: 0, received: 3 });
    expect(await fileFromTablet().catch(() => 'nothing left')).toBe('nothing left');
  });

  it('waits in the office until there is a network, and is then sent by itself', async () => {
    network = false;
    await take(await fileFromTablet());
    expect(await countWork(laptop)).toMatchObject({ handovers: 1 });
    expect(await send()).toBe('failed');
    expect(await listHandovers(laptop)).toMatchObject([{ state: 'waiting', items: 3 }]);
    expect(counted()).toBe(0);
    network = true;
    expect(await send()).toBe('done');
    expect(await listHandovers(laptop)).toMatchObject([{ state: 'delivered' }]);
    expect(counted()).toBe(3);
    expect(await countWork(laptop)).toMatchObject({ handovers: 0 });
  });

  it('taken twice, and from two laptops, counts once', async () => {
    const text = await fileFromTablet();
    await take(text);
    await send();
    await take(text);
    await send();
    const [kept] = await listHandovers(laptop);
    expect(outcomesOf(kept!.answers)).toMatchObject({ stored: 0, same: 3 });
    expect(counted()).toBe(3);
  });

  it('comes through the codes of a screen as the same file', async () => {
    const text = await fileFromTablet();
    const collector = new FrameCollector();
    for (const frame of (await framesOf(text)).toReversed()) collector.add(frame);
    await take(await collector.file());
    await send();
    expect(counted()).toBe(3);
  });

  it('that somebody altered and sealed anew is refused whole, and the reason is kept', async () => {
    const { digest: _, ...file } = JSON.parse(await fileFromTablet()) as Parameters<
      typeof writeHandover
    >[0] & {
      digest: string;
    };
    const pushes = file.pushes.map(({ authorization, body }) => ({
      ...{
        authorization,
        body: body.replace('"kiosk\\\\"', '"link\\\\"').replace('"unsent":3', '"unsent":4'),
      },
    }));
    const { agency, label, madeAt } = file;
    await take(await writeHandover({ agency, label, madeAt, pushes }));
    expect(await send()).toBe('done');
    const [kept] = await listHandovers(laptop);
    expect(kept).toMatchObject({ state: 'refused' });
    expect(kept?.detail).toContain('handover-altered');
    expect(kept?.detail).toContain('signature-wrong');
    expect(counted()).toBe(0);
  });

  it('is not taken when it is cut off, changed, foreign, of another agency, or a receipt: nothing is kept', async () => {
    const text = await fileFromTablet();
    await take(text);
    await send();
    const [kept] = await listHandovers(laptop);
    const receipt = await (await receiptFile(kept!, office.agency.id, Date.now())).text();
    const wrong: [string, string][] = [
      [text.slice(0, -60), 'damaged'],
      [text.replace('"unsent', '"unsemt'), 'damaged'],
      ['bukan berkas kami', 'foreign'],
      [receipt, 'wrong-kind'],
    ];
    for (const [file, reason] of wrong) await expect(take(file)).rejects.toMatchObject({ reason });
    await expect(readHandover(text, '0190a000-0000-7000-8000-00000000b002')).rejects.toMatchObject({
      reason: 'other-agency',
    });
    expect(await listHandovers(laptop)).toHaveLength(1);
    expect(counted()).toBe(3);
  });
});
