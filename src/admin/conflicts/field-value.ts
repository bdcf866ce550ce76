import type { Language } from '#domain/questionnaire.ts';
import { formatMoment } from '#ui/format.ts';

/** Words for values that are no texts of their own. */
export interface ValueWords {
  readonly empty: string;
  readonly yes: string;
  readonly no: string;
  /** Texts for the keys that documents store: statuses, categories, kinds of media, leaders. */
  readonly names: Readonly<Record<string, string>>;
}

/** A field's value as a person can compare it with another one, whatever its form. */
export function fieldValue(value: unknown, words: ValueWords, language: Language): string {
  if (value === null || value === undefined || value === '') return words.empty;
  if (value === true) return words.yes;
  if (value === false) return words.no;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return textValue(value, words, language);
  if (Array.isArray(value)) {
    const parts = value.map((part) => fieldValue(part, words, language));
    return parts.length === 0 ? words.empty : parts.join(', ');
  }
  return Object.entries(value)
    .map(([key, part]) => `${words.names[key] ?? key}: ${fieldValue(part, words, language)}`)
    .join('\n');
}

function textValue(text: string, words: ValueWords, language: Language): string {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)) return formatMoment(text, language);
  return words.names[text] ?? text;
}
