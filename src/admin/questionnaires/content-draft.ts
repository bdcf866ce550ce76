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

/** Elements that were added by hand wear this key until the questionnaire is saved. */
const NEW_ELEMENT = 'unsur-baru';

export function emptyElement(content: ContentDraft): ContentDraft['elements'][number] {
  return { key: freshKey(NEW_ELEMENT, content.elements), name: emptyText() };
}

/**
 * The content with a readable key for every element added by hand, made from its Indonesian name: keys are the columns
 * of files that people read. Elements of earlier versions keep theirs, so that figures stay comparable.
 */
export function withReadableKeys(content: ContentDraft): ContentDraft {
  const elements: ContentDraft['elements'] = content.elements.filter(({ key }) => !isNew(key));
  const renamed = new Map<string, string>();
  for (const { key, name } of content.elements) {
    if (!isNew(key)) continue;
    const readable = freshKey(keyFromName(name.id), elements);
    renamed.set(key, readable);
    elements.push({ key: readable, name });
  }
  const keyOf = (key: string): string => renamed.get(key) ?? key;
  const inOrder = content.elements.map(({ key, name }) => ({ key: keyOf(key), name }));
  const questions = content.questions.map((question) => ({ ...question, element: keyOf(question.element) }));
  return { ...content, elements: inOrder, questions };
}

function isNew(key: string): boolean {
  return key === NEW_ELEMENT || key.startsWith(`${NEW_ELEMENT}-`);
}

/** The first two telling words of a name; `unsur` when it has none, or when they look like a numbered column. */
function keyFromName(name: string): string {
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
  return base === '' ? 'unsur' : base;
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
