import type { Language } from '#domain/questionnaire.ts';
import { indonesianPages } from '#ui/texts/survey-pages.id.ts';
import type { PageTexts } from '#ui/texts/survey-pages.ts';
import { indonesian } from '#ui/texts/survey.id.ts';
import type { SurveyTexts } from '#ui/texts/survey.ts';

export interface AllTexts {
  readonly texts: SurveyTexts;
  readonly pages: PageTexts;
}

/** Every sentence in a language. Any but Indonesian is fetched when it is first chosen. */
export async function loadTexts(language: Language): Promise<AllTexts> {
  if (language === 'id') return { texts: indonesian, pages: indonesianPages };
  const { english } = await import('./texts-in-english.ts');
  return english;
}
