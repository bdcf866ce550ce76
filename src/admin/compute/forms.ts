import type { QuestionnaireVersion } from '#domain/indicators/mixing.ts';
import type { Questionnaire } from '#domain/questionnaire.ts';

/** One version of a questionnaire as the counting needs it. */
export interface Form {
  readonly questionnaire: Questionnaire;
  /** Element keys in the questionnaire's order. */
  readonly elements: readonly string[];
  /** By question key the place of the element it feeds. */
  readonly places: ReadonlyMap<string, number>;
}

/** The id of the document that holds this version. */
export function formKey(version: QuestionnaireVersion): string {
  return `${version.id}:${version.version}`;
}

export function formOf(questionnaire: Questionnaire): Form {
  const elements = questionnaire.content.elements.map((element) => element.key);
  const places = new Map(
    questionnaire.content.questions.map((question) => [question.key, elements.indexOf(question.element)]),
  );
  return { questionnaire, elements, places };
}
