import type { Score } from '#domain/questionnaire.ts';
import type { DocumentBody } from '#protocol/document.ts';

/** A questionnaire's content while a person edits it: same form as the domain's, but changeable. */
export type ContentDraft = DocumentBody<'questionnaire'>['questionnaire']['content'];
export type TextDraft = ContentDraft['title'];
export type QuestionDraft = ContentDraft['questions'][number];

export const emptyText = (): TextDraft => ({ id: '', en: '' });

/**
 * A key that is not taken: `base`, else `base-2`, `base-3` … Keys are what answers are stored under, so people neither
 * see nor type them.
 */
export function freshKey(base: string, taken: readonly { readonly key: string }[]): string {
  const keys = new Set(taken.map(({ key }) => key));
  if (!keys.has(base)) return base;
  let number = 2;
  while (keys.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

/** A key from an element's Indonesian name, for columns of files that people read; `unsur` when it has no letters. */
export function keyFromName(name: string, taken: readonly { readonly key: string }[]): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z]+/g);
  const base = (words ?? [])
    .filter((word) => word.length > 2)
    .slice(0, 2)
    .join('-')
    .slice(0, 30);
  return freshKey(base === '' || /^u\d+$/.test(base) ? 'unsur' : base, taken);
}

export function emptyQuestion(content: ContentDraft): QuestionDraft {
  const element = content.elements.at(-1)?.key ?? '';
  return {
    key: freshKey(element === '' ? 'pertanyaan' : element, content.questions),
    element,
    text: emptyText(),
    options: ([1, 2, 3, 4] as Score[]).map((value) => ({ value, text: emptyText() })),
    allowCannotJudge: false,
  };
}

/** The item at `at` changes places with its neighbour; at the edge nothing happens. */
export function move<T>(items: T[], at: number, step: -1 | 1): void {
  const [item, other] = [items[at], items[at + step]];
  if (item === undefined || other === undefined) return;
  items[at] = other;
  items[at + step] = item;
}
