import { regularPeriod } from '#domain/period.ts';
import type { Period } from '#domain/period.ts';
import { NINE_ELEMENTS } from '#domain/default-questionnaire.ts';
import type { ResponseColumns } from '#local/office/columns.ts';
import type { FigureDocuments } from '#admin/compute/document-index.ts';
import { FigureData } from '#admin/compute/figure-data.ts';
import type { CountedResponses } from '#admin/compute/figure-data.ts';
import { handle } from '#admin/compute/handler.ts';
import type { FigureRequest } from '#admin/compute/handler.ts';
import { ResponseCount } from '#admin/compute/response-count.ts';
import { EVERYTHING } from '#admin/compute/selection.ts';
import type { Narrowing } from '#admin/compute/selection.ts';
import { STANDARD } from '../unit/admin/compute/scene.ts';
import { manyDocuments, manyResponses } from '../unit/admin/compute/synthetic.ts';
import type { Row } from './row.ts';

const RESPONSES = 1_000_000;
/** Enough that every activity has kiosk and phone answers, flagged and not: only the number of responses differs. */
const FEW = 100_000;
const ACTIVITIES = 5_000;
const ROUNDS = 9;
const WARM_UP = 3;
/** Changes in one measurement: the clock of a thread ticks every few milliseconds only. */
const TURNS = 8;
const ONE_FRAME_MS = 16;
const AS_OF = '2026-12-31T05:00:00.000Z';

const MONTHS = Array.from({ length: 12 }, (_one, at) => regularPeriod('month', 2026, at + 1));
const QUARTERS = [1, 2, 3, 4].map((number) => regularPeriod('quarter', 2026, number));
const YEARS = [regularPeriod('year', 2025), regularPeriod('year', 2026)];

/** Figures over a million responses of 5,000 activities: counting them, and every change of what is shown. */
export default async function office(): Promise<readonly Row[]> {
  const documents: FigureDocuments = {
    agency: null,
    ...manyDocuments(ACTIVITIES),
    questionnaires: [STANDARD],
    targets: [],
    declarations: [],
  };
  const columns = manyResponses(RESPONSES, documents.activities);
  const recount = await measured(() => void counted(columns));
  const floor = await measured(() => void naiveTallies(columns));
  const many = new FigureData(documents, counted(columns));
  const few = new FigureData(documents, counted(manyResponses(FEW, documents.activities)));
  await ask(many, { kind: 'profile', selection: { ...EVERYTHING, period: YEARS[1]! }, set: null });

  const rows: Row[] = [
    {
      name: 'office: full recount of 1,000,000 responses',
      unit: 'ms CPU',
      ours: recount,
      baseline: { name: 'columns in memory, grouped by event', values: floor },
      budget: { of: 'ratio', atMost: 3 },
    },
  ];
  for (const [name, period] of [
    ['month', MONTHS],
    ['quarter', QUARTERS],
    ['year', YEARS],
  ] as const) {
    rows.push(frame(`Beranda, another ${name}`, await changes(many, period, overview)));
    rows.push(frame(`Kepuasan, another ${name}`, await changes(many, period, satisfaction({}))));
    rows.push(frame(`Kepuasan by profile, another ${name}`, await changes(many, period, profile)));
  }
  rows.push(
    frame(
      'Kepuasan, another filter',
      await changes(many, YEARS, satisfaction({ channel: 'kiosk', withFlagged: false })),
    ),
    frame(
      'Kepuasan, one perangkat daerah',
      await changes(many, YEARS, satisfaction({ organiser: 'Perangkat daerah 7' })),
    ),
    {
      name: 'office: Kepuasan with 1,000,000 responses',
      unit: 'ms CPU',
      ours: await changes(many, QUARTERS, satisfaction({})),
      baseline: { name: '100,000 responses', values: await changes(few, QUARTERS, satisfaction({})) },
      budget: { of: 'ratio', atMost: 1.5 },
    },
  );
  return rows;
}

function frame(what: string, ours: readonly number[]): Row {
  return {
    name: `office: ${what}`,
    unit: 'ms CPU',
    ours,
    baseline: null,
    budget: { of: 'value', atMost: ONE_FRAME_MS },
  };
}

function overview(period: Period, round: number): FigureRequest {
  return { kind: 'overview', period, asOf: new Date(Date.parse(AS_OF) + round * 60_000).toISOString() };
}

function satisfaction(narrowing: Partial<Narrowing>) {
  return (period: Period): FigureRequest => ({
    kind: 'satisfaction',
    selection: { ...EVERYTHING, ...narrowing, period },
    set: null,
    trend: 'before',
    population: null,
    asOf: AS_OF,
  });
}

function profile(period: Period): FigureRequest {
  return { kind: 'profile', selection: { ...EVERYTHING, period }, set: null };
}

async function changes(
  data: FigureData,
  periods: readonly Period[],
  request: (period: Period, round: number) => FigureRequest,
): Promise<number[]> {
  const times = await measured(async (round) => {
    for (let turn = round * TURNS; turn < (round + 1) * TURNS; turn += 1) {
      await ask(data, request(periods[turn % periods.length]!, turn));
    }
  });
  return times.map((time) => time / TURNS);
}

async function ask(data: FigureData, request: FigureRequest): Promise<void> {
  await handle(request, {
    data,
    readDetails: () => Promise.resolve(null),
    signal: new AbortController().signal,
    progress: () => undefined,
  });
}

/** Milliseconds of this thread's processor: what the work costs, whatever else the machine is busy with. */
async function measured(work: (round: number) => Promise<void> | void): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const started = process.threadCpuUsage();
    await work(round);
    const { user, system } = process.threadCpuUsage(started);
    if (round >= WARM_UP) times.push((user + system) / 1000);
  }
  return times;
}

function counted(columns: readonly ResponseColumns[]): CountedResponses {
  const count = new ResponseCount([STANDARD]);
  count.take(columns);
  const steps = count.count();
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

/** The least a count by event can do: one addition for each answer, nothing kept beside the counts. */
function naiveTallies(columns: readonly ResponseColumns[]): Uint32Array {
  const counts = new Uint32Array(ACTIVITIES * NINE_ELEMENTS.length * 4);
  const places = new Map<string | null, number>();
  for (const chunk of columns) {
    for (const id of chunk.activities) if (!places.has(id)) places.set(id, places.size);
    const bases = chunk.activities.map((id) => places.get(id)! * NINE_ELEMENTS.length * 4);
    NINE_ELEMENTS.forEach((key, element) => {
      const scores = chunk.answers[key]!;
      for (let row = 0; row < chunk.count; row += 1) {
        const score = scores[row]!;
        if (score >= 1 && score <= 4) counts[bases[chunk.activity[row]!]! + element * 4 + score - 1]! += 1;
      }
    });
  }
  return counts;
}
