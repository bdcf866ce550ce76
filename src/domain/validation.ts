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

type Filled = Pick<SurveyResponse, 'answers' | 'profile' | 'comment'>;

/**
 * Whether a response says only what its questionnaire asks; empty when it does. A question without an answer is no
 * problem here: earlier surveys on paper have gaps, and an unanswered element is simply not counted.
 */
export function fitProblems(content: QuestionnaireContent, response: Filled): FitProblem[] {
  return fitCheck(content)(response);
}

/** The same for many responses to one questionnaire, which is gone through once. */
export function fitCheck(content: QuestionnaireContent): (response: Filled) => FitProblem[] {
  const questions = new Map(content.questions.map((question) => [question.key, question]));
  const fields = new Map(
    content.profile.map(({ key, options }) => [key, new Set(options.map((option) => option.key))]),
  );

  return ({ answers, profile, comment }) => {
    const problems: FitProblem[] = [];
    for (const [key, answer] of Object.entries(answers)) {
      const question = questions.get(key);
      if (question === undefined) problems.push({ code: 'question-unknown', key });
      else if (answer === null) {
        if (!question.allowCannotJudge) problems.push({ code: 'cannot-judge-not-offered', key });
      } else if (!question.options.some((option) => option.value === answer)) {
        problems.push({ code: 'answer-not-a-score', key });
      }
    }
    for (const [key, chosen] of Object.entries(profile)) {
      const options = fields.get(key);
      if (options === undefined) problems.push({ code: 'profile-field-unknown', key });
      else if (!options.has(chosen)) problems.push({ code: 'profile-option-unknown', key });
    }
    if (content.comment === null && comment !== '') problems.push({ code: 'comment-not-asked', key: '' });
    return problems;
  };
}
