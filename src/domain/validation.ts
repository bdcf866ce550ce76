import type { QuestionnaireContent } from './questionnaire.ts';
import type { SurveyResponse } from './response.ts';

export type FitProblemCode =
  | 'question-unknown'
  | 'answer-not-a-score'
  | 'cannot-judge-not-offered'
  | 'profile-field-unknown'
  | 'profile-option-unknown'
  | 'comment-not-asked';

export interface FitProblem {
  readonly code: FitProblemCode;
  /** Key of the question or profile field; empty for the comment. */
  readonly key: string;
}

/**
 * Whether a response says only what its questionnaire asks; empty when it does. A question without an answer is no
 * problem here: earlier surveys on paper have gaps, and an unanswered element is simply not counted.
 */
export function fitProblems(
  content: QuestionnaireContent,
  response: Pick<SurveyResponse, 'answers' | 'profile' | 'comment'>,
): FitProblem[] {
  const problems: FitProblem[] = [];
  const questions = new Map(content.questions.map((question) => [question.key, question]));
  for (const [key, answer] of Object.entries(response.answers)) {
    const question = questions.get(key);
    if (question === undefined) problems.push({ code: 'question-unknown', key });
    else if (answer === null) {
      if (!question.allowCannotJudge) problems.push({ code: 'cannot-judge-not-offered', key });
    } else if (!question.options.some((option) => option.value === answer)) {
      problems.push({ code: 'answer-not-a-score', key });
    }
  }
  const fields = new Map(content.profile.map((field) => [field.key, field]));
  for (const [key, chosen] of Object.entries(response.profile)) {
    const field = fields.get(key);
    if (field === undefined) problems.push({ code: 'profile-field-unknown', key });
    else if (!field.options.some((option) => option.key === chosen)) {
      problems.push({ code: 'profile-option-unknown', key });
    }
  }
  if (content.comment === null && response.comment !== '')
    problems.push({ code: 'comment-not-asked', key: '' });
  return problems;
}
