import { englishPages } from '#ui/texts/survey-pages.en.ts';
import { english as texts } from '#ui/texts/survey.en.ts';

/** One file to fetch, kept apart from what everybody needs. */
export const english = { texts, pages: englishPages };
