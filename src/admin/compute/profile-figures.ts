import type { LocalizedText } from '#domain/questionnaire.ts';
import type { FigureData } from './figure-data.ts';
import { groupFigures } from './group-figures.ts';
import type { GroupFigure } from './group-figures.ts';
import { addCell, addSums } from './profile-buckets.ts';
import { chosenCells } from './selection.ts';
import type { Selection } from './selection.ts';
import { emptySums } from './sums.ts';
import type { FormSums } from './sums.ts';

/** The answers of one profile field; a hidden option shows neither its figure nor its number of respondents. */
export interface ProfileFigure {
  readonly field: string;
  readonly label: LocalizedText;
  readonly options: readonly (GroupFigure & { readonly text: LocalizedText | null })[];
}

export interface ProfileRequest {
  readonly kind: 'profile';
  readonly selection: Selection;
  readonly set: string | null;
}

/** Index by profile option over one comparable set. The last option of a field is "not given". */
export function profileFigures(data: FigureData, request: ProfileRequest): ProfileFigure[] {
  const { set, cells } = chosenCells(data, request.selection, request.set);
  if (set === null) return [];
  const sums = sumBySlot(data, cells);
  const fields = new Map<string, { label: LocalizedText; texts: Map<string, LocalizedText> }>();
  for (const { questionnaire } of new Set(
    [...sums.values()].flatMap((slots) => slots.map(({ form }) => form)),
  )) {
    for (const field of questionnaire.content.profile) {
      const known = fields.get(field.key) ?? { label: field.label, texts: new Map<string, LocalizedText>() };
      for (const option of field.options) known.texts.set(option.key, option.text);
      fields.set(field.key, known);
    }
  }
  return [...fields].map(([field, { label, texts }]) => {
    const options = [...texts.keys(), null];
    const groups = options.map((option) => ({
      key: option,
      tally: data.sets.pool(sums.get(slotName(field, option)) ?? [], set),
    }));
    const figures = groupFigures(groups).map((figure) => ({
      ...figure,
      respondents: figure.hidden ? 0 : figure.respondents,
      text: figure.key === null ? null : (texts.get(figure.key) ?? null),
    }));
    return { field, label, options: figures };
  });
}

function slotName(field: string, option: string | null): string {
  return option === null ? field : `${field} ${option}`;
}

function sumBySlot(data: FigureData, cells: readonly number[]): Map<string, FormSums[]> {
  const { table, profiles } = data.responses;
  const byForm = table.forms.map((form, place) => profiles.slots[place]!.map(() => emptySums(form)));
  const { bucketOf, buckets } = data.profileBuckets;
  const taken = new Int32Array(buckets.length);
  for (const cell of cells) taken[bucketOf[cell]!]! += 1;
  buckets.forEach(({ form, cells: all, sums }, place) => {
    if (taken[place] === all) sums.forEach((sum, slot) => addSums(sum, byForm[form]![slot]!));
  });
  for (const cell of cells) {
    const place = bucketOf[cell]!;
    if (taken[place] !== buckets[place]!.cells) addCell(table, profiles, cell, byForm[table.form[cell]!]!);
  }
  const found = new Map<string, FormSums[]>();
  byForm.forEach((sums, form) =>
    sums.forEach((sum, place) => {
      const { field, option } = profiles.slots[form]![place]!;
      if (sum.respondents === 0) return;
      const name = slotName(field, option);
      found.set(name, [...(found.get(name) ?? []), sum]);
    }),
  );
  return found;
}
