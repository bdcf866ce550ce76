import { isCalendarDate } from '#domain/calendar.ts';
import { comparableGroups, elementsKey } from '#domain/indicators/comparability.ts';
import { bounds, range } from '#domain/period.ts';
import type { Period } from '#domain/period.ts';
import type { Questionnaire } from '#domain/questionnaire.ts';
import type { SurveyResponse } from '#domain/response.ts';
import type { EndpointData } from './endpoint-data.ts';
import { formatCount } from '#domain/numbers.ts';
import { Refusal } from './refusal.ts';

/** Which responses a person asked for on the command line. */
export interface DataSelection {
  /** `null`: from the first to the last. */
  readonly period: Period | null;
  readonly activity: string | null;
  /** A questionnaire (`id` or `id:version`) whose elements are wanted; `null` when there is only one set of elements. */
  readonly questionnaire: string | null;
}

/** Bounds of a period that a person left open. */
const FIRST_DAY = '2000-01-01';
const LAST_DAY = '2199-12-31';

/** All that there is. */
export const EVERY_DAY = range(FIRST_DAY, LAST_DAY);

export const SELECTION_OPTIONS = {
  data: 'text',
  from: 'text',
  to: 'text',
  activity: 'text',
  questionnaire: 'text',
} as const;

/** Reads the options that choose responses. Throws a Refusal that names the one which does not fit. */
export function readSelection(texts: ReadonlyMap<string, string>): DataSelection {
  const [from, to] = [texts.get('from'), texts.get('to')];
  for (const [name, date] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (date !== undefined && (!isCalendarDate(date) || date < FIRST_DAY || date > LAST_DAY)) {
      throw new Refusal(`--${name} "${date}": tulis tanggal sebagai TTTT-BB-HH, misalnya 2026-01-31.`);
    }
  }
  if (from !== undefined && to !== undefined && from > to)
    throw new Refusal('--from harus tidak lebih dari --to.');
  const period = from === undefined && to === undefined ? null : range(from ?? FIRST_DAY, to ?? LAST_DAY);
  return {
    period,
    activity: texts.get('activity') ?? null,
    questionnaire: texts.get('questionnaire') ?? null,
  };
}

export interface SelectedResponse {
  readonly response: SurveyResponse;
  readonly questionnaire: Questionnaire;
  readonly activityName: string;
}

export interface SelectedResponses {
  /** Keys in the order of the newest version. */
  readonly elements: readonly string[];
  readonly count: number;
  each(): Iterable<SelectedResponse>;
}

/**
 * The responses of one set of elements in a period. As everywhere, the start of its activity decides the period of a
 * response, and its own time only when the activity is not known. Throws a Refusal when questionnaires with different
 * elements are mixed, none was named and the office did not declare them comparable.
 */
export function selectResponses(data: EndpointData, selection: DataSelection): SelectedResponses {
  if (selection.activity !== null && !data.activities.has(selection.activity)) {
    throw new Refusal(`--activity "${selection.activity}": tidak ada kegiatan dengan id itu.`);
  }
  const sets = setsOf(data, selection);
  const declared = selection.questionnaire === null && sets.size > 1 ? declaredSet(data, sets) : null;
  const wanted = declared ?? wantedSet(sets, selection.questionnaire);
  return {
    elements: wanted?.elements ?? [],
    count: wanted?.count ?? 0,
    *each() {
      for (const selected of matching(data, selection)) {
        if (wanted?.keys.has(setKey(selected.questionnaire)) === true) yield selected;
      }
    },
  };
}

interface WantedSet {
  /** Of every set of elements that belongs to it: several, where the office declared them comparable. */
  readonly keys: ReadonlySet<string>;
  readonly elements: readonly string[];
  readonly count: number;
}

interface ElementSet {
  readonly key: string;
  elements: readonly string[];
  newest: number;
  count: number;
  readonly forms: Set<string>;
}

function setsOf(data: EndpointData, selection: DataSelection): Map<string, ElementSet> {
  const sets = new Map<string, ElementSet>();
  for (const { questionnaire } of matching(data, selection)) {
    const key = setKey(questionnaire);
    const set = sets.get(key) ?? { key, elements: [], newest: 0, count: 0, forms: new Set<string>() };
    sets.set(key, set);
    set.count += 1;
    set.forms.add(formName(questionnaire));
    if (questionnaire.version > set.newest) {
      set.newest = questionnaire.version;
      set.elements = questionnaire.content.elements.map((element) => element.key);
    }
  }
  return sets;
}

/** All sets as one, when one declaration of the office covers them; `null`: there is none. */
function declaredSet(data: EndpointData, sets: ReadonlyMap<string, ElementSet>): WantedSet | null {
  const known = [...data.questionnaires.values()].map(({ id, version, content }) => ({
    ...{ id, version },
    elements: content.elements.map((element) => element.key),
  }));
  const groups = comparableGroups(data.declarations, known);
  const group = groups.find(({ covered }) => [...sets.keys()].every((key) => covered.has(key)));
  if (group === undefined) return null;
  const list = [...sets.values()];
  const newest = list.reduce((a, b) => (b.newest > a.newest ? b : a));
  return {
    keys: new Set(sets.keys()),
    elements: newest.elements.filter((key) => group.declaration.elements.includes(key)),
    count: list.reduce((sum, { count }) => sum + count, 0),
  };
}

function wantedSet(sets: ReadonlyMap<string, ElementSet>, named: string | null): WantedSet | undefined {
  const list = [...sets.values()].map(
    ({ forms, count }) => `${[...forms].join(', ')} (${formatCount(count, 'id')})`,
  );
  if (named === null) {
    if (sets.size > 1) {
      throw new Refusal(
        `jawaban memakai kuesioner dengan unsur berbeda dan tidak dapat digabung: ${list.join('; ')}. ` +
          'Pilih satu dengan --questionnaire, atau nyatakan sebanding di halaman Kuesioner.',
      );
    }
    return single([...sets.values()][0]);
  }
  const found = [...sets.values()].find(({ forms }) =>
    [...forms].some((form) => form === named || form.startsWith(`${named}:`)),
  );
  if (found === undefined) {
    throw new Refusal(
      `--questionnaire "${named}": tidak ada jawaban untuknya. Yang ada: ${list.join('; ') || '-'}.`,
    );
  }
  return single(found);
}

function single(set: ElementSet | undefined): WantedSet | undefined {
  return set === undefined ? undefined : { ...set, keys: new Set([set.key]) };
}

function* matching(data: EndpointData, { period, activity }: DataSelection): Generator<SelectedResponse> {
  const limits = period === null ? null : bounds(period);
  for (const response of data.responses(activity)) {
    const known = response.activity === null ? undefined : data.activities.get(response.activity);
    const time = Date.parse(known?.start ?? response.submittedAt);
    if (limits !== null && (time < limits.from || time >= limits.until)) continue;
    const { id, version } = response.questionnaire;
    const questionnaire = data.questionnaires.get(`${id}:${version}`);
    if (questionnaire === undefined) throw new TypeError('A stored response names an unknown questionnaire.');
    yield { response, questionnaire, activityName: known?.name ?? '' };
  }
}

function formName({ id, version }: Questionnaire): string {
  return `${id}:${version}`;
}

function setKey({ content }: Questionnaire): string {
  return elementsKey(content.elements.map((element) => element.key));
}
