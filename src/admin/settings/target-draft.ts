import type { Language } from '#domain/questionnaire.ts';
import type { DocumentBody } from '#protocol/document.ts';
import { readDecimal, shownDecimal } from './decimal-entry.ts';

type Target = DocumentBody<'target'>;

/** A target while a person types: numbers as text, with a comma or a point. */
export interface TargetDraft {
  annual: string;
  quarters: [string, string, string, string];
  mode: Target['quarterMode'];
}

/** Quarters count single unless somebody chose otherwise: nothing is added up that nobody asked for. */
export function targetDraft(target: Target | null, language: Language): TargetDraft {
  const shown = (text: string | null) => shownDecimal(text, language);
  const [one, two, three, four] = target?.quarters ?? [null, null, null, null];
  return {
    annual: shown(target?.target ?? null),
    quarters: [shown(one), shown(two), shown(three), shown(four)],
    mode: target?.quarterMode ?? 'single',
  };
}

/** What the draft says in the form of the document; `null` when a number is wrong or ambiguous. */
export function targetFields(draft: TargetDraft): Pick<Target, 'target' | 'quarters' | 'quarterMode'> | null {
  const values: (string | null)[] = [];
  for (const typed of [draft.annual, ...draft.quarters]) {
    const entry = readDecimal(typed);
    if (entry.kind !== 'value') return null;
    values.push(entry.text);
  }
  const [target = null, one = null, two = null, three = null, four = null] = values;
  return { target, quarters: [one, two, three, four], quarterMode: draft.mode };
}
