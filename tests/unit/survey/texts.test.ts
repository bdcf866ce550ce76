import { describe, expect, it } from 'vitest';
import { englishEnrolment } from '#ui/texts/enrolment.en.ts';
import { indonesianEnrolment } from '#ui/texts/enrolment.id.ts';
import { englishPages } from '#ui/texts/survey-pages.en.ts';
import { indonesianPages } from '#ui/texts/survey-pages.id.ts';
import { english } from '#ui/texts/survey.en.ts';
import { indonesian } from '#ui/texts/survey.id.ts';

/** Every sentence with the path to it; functions are asked with a 3. */
function sentences(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const here = `${path}.${key}`;
    if (typeof value === 'string') return [[here, value]];
    if (typeof value === 'function') return [[here, (value as (...figures: unknown[]) => string)(3, 9)]];
    return sentences(value as object, here);
  });
}

const ALL = {
  id: sentences({ ...indonesian, ...indonesianPages, enrolment: indonesianEnrolment }),
  en: sentences({ ...english, ...englishPages, enrolment: englishEnrolment }),
};

describe('the sentences of the survey', () => {
  it('are the same ones in both languages', () => {
    expect(ALL.en.map(([path]) => path)).toEqual(ALL.id.map(([path]) => path));
  });

  it.each(['id', 'en'] as const)('have no gap in %s', (language) => {
    for (const [path, sentence] of ALL[language]) {
      expect(sentence.trim(), path).toBe(sentence);
      expect(sentence, path).not.toMatch(/^$|undefined|NaN| {2}/);
    }
  });

  it('differ between the languages, but for what is the same word', () => {
    const indonesianOnes = new Map(ALL.id);
    const same = ALL.en.filter(([path, sentence]) => indonesianOnes.get(path) === sentence);
    expect(same.map(([path]) => path)).toEqual([]);
  });

  it('speak to people formally', () => {
    for (const [path, sentence] of ALL.id)
      expect(sentence, path).not.toMatch(/\b(kamu|kalian|-mu|aku|gue)\b/i);
  });

  it('name the other language in that language', () => {
    expect(indonesian.switchTo).toMatchObject({ name: 'English', language: 'en' });
    expect(english.switchTo).toMatchObject({ name: 'Indonesia', language: 'id' });
  });
});
