import type { Language } from '#domain/questionnaire.ts';

/** What the first screens of a phone say; the other screens' sentences come with those (`survey-pages.ts`). */
export interface SurveyTexts {
  readonly appName: string;
  readonly demo: string;
  readonly loadingForm: string;
  /** Name of the other language, in that language, and the sentence a screen reader says for the button. */
  readonly switchTo: { readonly name: string; readonly language: Language; readonly label: string };
  readonly welcome: {
    readonly duration: (minutes: number) => string;
    readonly privacy: string;
    readonly start: string;
    readonly resume: string;
  };
  readonly question: {
    readonly progress: (number: number, of: number) => string;
    readonly progressLabel: (number: number, of: number) => string;
    readonly back: string;
    readonly next: string;
    readonly send: string;
    readonly cannotJudge: string;
  };
}
