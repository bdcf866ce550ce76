import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { recomputeCommand } from '#cli/recompute-command.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { QuestionnaireContent } from '#domain/questionnaire.ts';
import type { SurveyResponse } from '#domain/response.ts';
import { Field } from '../e2e/harness/field.ts';
import { wholeResponses } from '../e2e/harness/stored-responses.ts';
import type { Arrived } from './oracle.ts';
import { enginePageFiles } from './rigs/engine-page-files.ts';
import { BadNetwork } from './rigs/bad-network.ts';

/** One question and the comment: a whole visit through the screens takes a second instead of ten. */
const QUESTION = 'penilaian';
const CONTENT: QuestionnaireContent = {
  title: both('Uji'),
  service: both('Layanan uji'),
  elements: [{ key: QUESTION, name: both('Penilaian') }],
  questions: [
    {
      ...{ key: QUESTION, element: QUESTION, text: both('Bagaimana layanan kami?'), allowCannotJudge: false },
      options: ([1, 2, 3, 4] as const).map((value) => ({ value, text: both(`Nilai ${value}`) })),
    },
  ],
  optionOrder: 'worst-first',
  profile: [],
  comment: both('Nomor Anda'),
};
const LOOK_MS = 100;
const ARRIVAL_MS = 60_000;

/** A real endpoint with an office behind it, and the network in front of its survey origin. */
export class Lab {
  readonly field: Field;
  readonly network: BadNetwork;
  readonly #seenAside = new Set<string>();
  #cursor = 0;
  #counted = 0;
  #sum = 0;
  #activities = 0;

  private constructor(field: Field, network: BadNetwork) {
    this.field = field;
    this.network = network;
  }

  static async open(): Promise<Lab> {
    const network = await BadNetwork.open(await enginePageFiles());
    const field = await Field.prepare({ SURVEY_ORIGIN: network.origin });
    network.leadTo(field.endpoint.surveyOrigin);
    const hash = createHash('sha256').update(canonicalJson(CONTENT)).digest('hex');
    const questionnaire = { id: 'uji', version: 1, hash, content: CONTENT };
    await field.office.edit('questionnaire', 'uji:1', 0, { id: 'uji:1', questionnaire });
    return new Lab(field, network);
  }

  /** Address that makes a browser a kiosk of a new event. */
  async kioskAddress(): Promise<string> {
    return this.field.kioskEnrolment([await this.#activity()], 'Tablet uji');
  }

  /** Address of a new event's survey for phones. */
  async phoneAddress(): Promise<string> {
    return this.field.office.surveyLink(await this.#activity());
  }

  /** Everything that counts and came since the last call. */
  async newlyCounted(): Promise<Arrived[]> {
    const { found, cursor } = await this.#pull();
    this.#cursor = cursor;
    this.#counted += found.length;
    this.#sum += found.reduce((sum, { score }) => sum + (score ?? 0), 0);
    return found;
  }

  /** Resolves when at least `count` have come since `newlyCounted` was last called. */
  async arrived(count: number): Promise<void> {
    const deadline = performance.now() + ARRIVAL_MS;
    for (;;) {
      const { found } = await this.#pull();
      if (found.length >= count) return;
      if (performance.now() > deadline) throw new Error(`Only ${found.length} of ${count} arrived.`);
      await pause(LOOK_MS);
    }
  }

  get endpointOrigin(): string {
    return this.field.endpoint.surveyOrigin;
  }

  get endpointPort(): number {
    return Number(new URL(this.endpointOrigin).port);
  }

  /** Everything that the endpoint keeps aside and came since the last call. */
  async newlyAside(): Promise<Arrived[]> {
    const { items } = await this.field.office.call('GET', 'quarantine');
    const found = (items as { readonly id: string; readonly item: string; readonly body: string }[]).filter(
      ({ id }) => !this.#seenAside.has(id),
    );
    for (const { id } of found) this.#seenAside.add(id);
    return found.map(({ item, body }) => ({ ...arrived(parsed(body)), id: item }));
  }

  /**
   * Ends everything. Before the data is thrown away it is counted once more by the program that auditors use; throws when
   * that differs from what the office was told.
   */
  async dispose(): Promise<void> {
    await this.network.close();
    const { endpoint } = this.field;
    await endpoint.stop();
    const figures = await recomputed(endpoint.dataDir);
    await this.field.dispose();
    const told = { respondents: this.#counted, sum: this.#sum };
    if (figures.respondents !== told.respondents || figures.sum !== told.sum) {
      throw new Error(
        `The indicator counts ${JSON.stringify(figures)}, arrived are ${JSON.stringify(told)}.`,
      );
    }
  }

  async #pull(): Promise<{ found: Arrived[]; cursor: number }> {
    const found: Arrived[] = [];
    let cursor = this.#cursor;
    for (let head = cursor + 1; cursor < head;) {
      const page = await this.field.office.pull(cursor);
      found.push(...wholeResponses(this.field.endpoint, page).map((response) => arrived(response)));
      ({ cursor, head } = page);
    }
    return { found, cursor };
  }

  async #activity(): Promise<string> {
    this.#activities += 1;
    const id = await this.field.activity(`Uji ${this.#activities}`);
    const survey = { open: true, closesAt: null, questionnaire: { id: 'uji', version: 1 } };
    await this.field.office.edit('activity', id, 1, { survey });
    return id;
  }
}

async function recomputed(dataDir: string): Promise<{ respondents: number; sum: number }> {
  let said = '';
  await recomputeCommand(['--data', dataDir, '--json'], {
    environment: {},
    out: (text) => (said += text),
    err: () => undefined,
  });
  const { satisfaction } = JSON.parse(said) as {
    readonly satisfaction: {
      readonly respondents: number;
      readonly elements: readonly { readonly sum: number }[];
    };
  };
  return { respondents: satisfaction.respondents, sum: satisfaction.elements[0]?.sum ?? 0 };
}

interface Body {
  readonly id?: string;
  readonly comment?: string;
  readonly answers?: Readonly<Record<string, number | null>>;
  readonly place?: SurveyResponse['place'];
}

function arrived({ id = randomUUID(), comment = '', answers = {}, place }: Body): Arrived {
  return {
    ...{ id, ticket: comment, score: answers[QUESTION] ?? null },
    ...(place !== undefined && 'device' in place
      ? { device: place.device, sequence: place.sequence }
      : { device: null, sequence: null }),
  };
}

function parsed(body: string): Body {
  try {
    return JSON.parse(body) as Body;
  } catch {
    return {};
  }
}

function both(text: string): { readonly id: string; readonly en: string } {
  return { id: text, en: text };
}
