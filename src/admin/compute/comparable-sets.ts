import { mixTallies } from '#domain/indicators/mixing.ts';
import type { QuestionnaireVersion } from '#domain/indicators/mixing.ts';
import type { Tally } from '#domain/indicators/tally.ts';
import type { LocalizedText } from '#domain/questionnaire.ts';
import type { CellTable } from './cell-table.ts';
import type { Form } from './forms.ts';
import { sumByForm, toPart } from './sums.ts';
import type { FormSums } from './sums.ts';

export interface NamedElement {
  readonly key: string;
  readonly name: LocalizedText;
}

/** Answers to versions that ask the same elements: only within such a set does an index exist. */
export interface ComparableSet {
  /** Stable name of the set: its element keys. */
  readonly key: string;
  readonly versions: readonly (QuestionnaireVersion & { readonly title: LocalizedText })[];
  /** In the order and the words of the newest version. */
  readonly elements: readonly NamedElement[];
  readonly tally: Tally;
}

export function setKey(form: Form): string {
  return form.elements.toSorted().join(' ');
}

/** The comparable sets among the cells, the one with most respondents first: that one is the main figure. */
export function comparableSets(table: CellTable, cells: readonly number[]): ComparableSet[] {
  const byKey = Map.groupBy(sumByForm(table, cells), ({ form }) => setKey(form));
  return [...byKey]
    .map(([key, sums]) => comparableSet(key, sums))
    .toSorted((a, b) => b.tally.respondents - a.tally.respondents || (a.key < b.key ? -1 : 1));
}

/** The cells whose form belongs to the set. */
export function cellsOfSet(table: CellTable, cells: readonly number[], key: string): number[] {
  const inSet = table.forms.map((form) => setKey(form) === key);
  return cells.filter((cell) => inSet[table.form[cell]!]);
}

/** The pooled tally of cells that all belong to one set. */
export function pooledTally(table: CellTable, cells: readonly number[]): Tally {
  return pool(sumByForm(table, cells));
}

function comparableSet(key: string, sums: readonly FormSums[]): ComparableSet {
  const newestFirst = sums.toSorted((a, b) => b.form.questionnaire.version - a.form.questionnaire.version);
  const versions = newestFirst.map(({ form }) => {
    const { id, version, content } = form.questionnaire;
    return { id, version, title: content.title };
  });
  return {
    key,
    versions,
    elements: newestFirst[0]!.form.questionnaire.content.elements,
    tally: pool(newestFirst),
  };
}

function pool(sums: readonly FormSums[]): Tally {
  const mix = mixTallies(sums.map(toPart));
  if (mix.kind === 'refused') throw new RangeError('Only answers to the same elements can be pooled.');
  return mix.tally;
}
