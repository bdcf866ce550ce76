import { comparableGroups, elementsKey, groupOf } from '#domain/indicators/comparability.ts';
import type { ComparableGroup } from '#domain/indicators/comparability.ts';
import { restrictTally } from '#domain/indicators/mixing.ts';
import type { Comparability, QuestionnaireVersion } from '#domain/indicators/mixing.ts';
import { mergeTallies } from '#domain/indicators/tally.ts';
import type { Tally } from '#domain/indicators/tally.ts';
import type { LocalizedText } from '#domain/questionnaire.ts';
import type { CellTable } from './cell-table.ts';
import type { Form } from './forms.ts';
import { sumByForm, toTally } from './sums.ts';
import type { FormSums } from './sums.ts';

export interface NamedElement {
  readonly key: string;
  readonly name: LocalizedText;
}

/**
 * Answers to versions that ask the same elements, or that the office declared comparable: only within such a set does
 * an index exist.
 */
export interface ComparableSet {
  /** Stable name of the set: its element keys, or the declaration that made it. */
  readonly key: string;
  readonly versions: readonly (QuestionnaireVersion & { readonly title: LocalizedText })[];
  /** In the order and the words of the newest version. */
  readonly elements: readonly NamedElement[];
  /** Elements that only some of the versions ask: here they count for nothing. Empty without a declaration. */
  readonly leftOut: readonly NamedElement[];
  readonly tally: Tally;
}

/** A declaration of the office, by which its set is known. */
export interface Declaration extends Comparability {
  readonly id: string;
}

/** Which forms make a set together. One of these serves all figures of one state of the data. */
export class FormSets {
  readonly #keys: readonly string[];
  readonly #groups: readonly ComparableGroup<Declaration>[];

  /** `declared` in a stable order: of two that contradict each other the first holds. */
  constructor(forms: readonly Form[], declared: readonly Declaration[]) {
    this.#keys = forms.map(({ elements }) => elementsKey(elements));
    const known = forms.map(({ questionnaire: { id, version }, elements }) => ({ id, version, elements }));
    this.#groups = comparableGroups(declared, known);
  }

  /** The sets among the cells, the one with most respondents first: that one is the main figure. */
  among(table: CellTable, cells: readonly number[]): ComparableSet[] {
    const exact = Map.groupBy(sumByForm(table, cells), ({ form }) => elementsKey(form.elements));
    const present = [...exact.keys()];
    const sets = Map.groupBy(present, (key) => nameOf(groupOf(this.#groups, key, present)) ?? key);
    return [...sets]
      .map(([name, keys]) =>
        comparableSet(
          name,
          this.elementsOf(name),
          keys.flatMap((key) => exact.get(key)!),
        ),
      )
      .toSorted((a, b) => b.tally.respondents - a.tally.respondents || (a.key < b.key ? -1 : 1));
  }

  /** The cells whose form belongs to the set. */
  cellsOf(table: CellTable, cells: readonly number[], set: string): number[] {
    const covered = this.#groupNamed(set)?.covered;
    const inSet = this.#keys.map((key) => key === set || covered?.has(key) === true);
    return cells.filter((cell) => inSet[table.form[cell]!]);
  }

  /** One tally of sums that all belong to the set. */
  pool(sums: readonly FormSums[], set: string): Tally {
    return pool(sums, this.elementsOf(set));
  }

  /** One tally of cells that all belong to the set. */
  pooled(table: CellTable, cells: readonly number[], set: string): Tally {
    return this.pool(sumByForm(table, cells), set);
  }

  /** Element keys of the set. */
  elementsOf(set: string): readonly string[] {
    return this.#groupNamed(set)?.declaration.elements ?? set.split(' ');
  }

  #groupNamed(set: string): ComparableGroup<Declaration> | undefined {
    return this.#groups.find((group) => nameOf(group) === set);
  }
}

/** No key of an element holds a colon, so that this is never the name of another set. */
function nameOf(group: ComparableGroup<Declaration> | null): string | null {
  return group === null ? null : `declared:${group.declaration.id}`;
}

function comparableSet(key: string, keys: readonly string[], sums: readonly FormSums[]): ComparableSet {
  const newestFirst = sums.toSorted((a, b) => b.form.questionnaire.version - a.form.questionnaire.version);
  const named = newestFirst[0]!.form.questionnaire.content.elements.filter(({ key: one }) =>
    keys.includes(one),
  );
  const others = newestFirst
    .flatMap(({ form }) => form.questionnaire.content.elements)
    .filter(({ key: one }) => !keys.includes(one));
  return {
    key,
    versions: newestFirst.map(({ form }) => {
      const { id, version, content } = form.questionnaire;
      return { id, version, title: content.title };
    }),
    elements: named,
    leftOut: [...new Map(others.map((element) => [element.key, element])).values()],
    tally: pool(
      newestFirst,
      named.map((element) => element.key),
    ),
  };
}

function pool(sums: readonly FormSums[], elements: readonly string[]): Tally {
  return mergeTallies(sums.map((sum) => restrictTally(toTally(sum), elements)));
}
