import type { LocalDocument } from '#local/office/documents.ts';

/** What a document is called on the screen; empty when it is gone. `names` has the words for keys such as indicators. */
export function documentTitle(
  document: LocalDocument | null,
  names: Readonly<Record<string, string>>,
): string {
  if (document === null) return '';
  const { body } = document;
  if ('name' in body) return body.name;
  if ('title' in body) return body.title;
  if ('questionnaire' in body) return body.questionnaire.content.title.id;
  if ('reason' in body) return body.reason;
  if ('indicator' in body) return `${names[body.indicator] ?? body.indicator.toUpperCase()} ${body.year}`;
  return body.fileName;
}
