/** One enrolled kiosk, its endpoint and the lane between them, for the tests of delivering and keeping. */
import type { SurveyContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import type { ResponseRow } from '#local/survey/rows.ts';
import type { StepOutcome } from '#sync/loop.ts';
import { CONTACT_MS, surveyLane } from '#sync/survey-lane.ts';
import { freshBrowser } from '../local/fresh.ts';
import { answerOnce, openKiosk } from '../local/survey-scene.ts';
import { FakeClock, nextTurn } from './fake-clock.ts';
import { SurveyEndpoint } from './survey-endpoint.ts';

type Step = () => Promise<StepOutcome>;

export class KioskScene {
  readonly clock = new FakeClock();
  readonly endpoint = new SurveyEndpoint();
  readonly db: SurveyDatabase;
  readonly kiosk: SurveyContext;
  readonly step: Step;

  private constructor(db: SurveyDatabase, kiosk: SurveyContext) {
    this.db = db;
    this.kiosk = kiosk;
    this.step = this.laneOf(kiosk.device);
  }

  static async open(): Promise<KioskScene> {
    const db = await openSurveyDatabase(freshBrowser());
    const scene = new KioskScene(db, await openKiosk(db));
    await scene.endpoint.meet(db);
    return scene;
  }

  laneOf(device: string, db = this.db): Step {
    const { clock, endpoint } = this;
    return surveyLane({
      ...{ db, device, appVersion: '1', clock, random: () => 0.5 },
      wire: { clock, fetch: endpoint.fetch },
      signal: new AbortController().signal,
      ...{ journal: () => 'opfs', idle: nextTurn },
    });
  }

  async answers(count: number): Promise<void> {
    for (let person = 0; person < count; person += 1) await answerOnce(this.db, this.kiosk);
  }

  /** Rounds until the lane rests or fails. */
  async drain(next = this.step): Promise<StepOutcome> {
    for (let turn = 0; turn < 60; turn += 1) {
      const outcome = await next();
      if (outcome.kind !== 'more') return outcome;
    }
    throw new Error('The lane never rests.');
  }

  /** The same after the next quarter of an hour. */
  contact(): Promise<StepOutcome> {
    this.clock.advance(CONTACT_MS);
    return this.drain();
  }

  rows(): Promise<ResponseRow[]> {
    return this.db.read(['responses'], ({ responses }) => responses.list());
  }

  /** Staff enrol the tablet again. */
  async enrolAgain(): Promise<SurveyContext> {
    const kiosk = await openKiosk(this.db, '1-AAAA-BBBB');
    await this.endpoint.meet(this.db);
    return kiosk;
  }
}
