import type { QuestionnaireContent } from '#domain/questionnaire.ts';

/** A small file in the form that the import understands, for people to fill in; opens in Excel by a double click. */
export function sampleFile(content: QuestionnaireContent): string {
  const { elements, profile } = content;
  const header = ['tanggal', ...elements.map(({ key }) => key), ...profile.map(({ key }) => key), 'komentar'];
  const rows = [4, 3].map((score, at) => [
    `${10 + at}/02/2026`,
    ...elements.map((_element, place) => (at === 1 && place === 0 ? '' : String(score))),
    ...profile.map(({ options }) => options[at]?.text.id ?? ''),
    '',
  ]);
  return `\uFEFF${[header, ...rows].map((cells) => cells.join(';')).join('\r\n')}\r\n`;
}
