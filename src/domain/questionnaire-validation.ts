import { SCORES } from './questionnaire.ts';
import type { LocalizedText, Question, QuestionnaireContent } from './questionnaire.ts';

export type QuestionnaireProblemCode =
  | 'text-missing'
  | 'text-too-long'
  | 'key-malformed'
  | 'key-reserved'
  | 'key-taken'
  | 'none'
  | 'too-many'
  | 'element-unknown'
  | 'element-without-question'
  | 'options-not-four'
  | 'option-values'
  | 'option-texts-alike'
  | 'too-few-options';

/** What is wrong and where; the screen picks the sentence. */
export interface QuestionnaireProblem {
  readonly code: QuestionnaireProblemCode;
  /** Place in the content: `questions[2].options[0].text.en`. */
  readonly path: string;
}

/** Upper bounds of a questionnaire that people can still answer and every peer accepts. */
export const QUESTIONNAIRE_LIMITS = { items: 60, textLength: 300, keyLength: 40 } as const;

/**
 * Everything that keeps a content from being released as a questionnaire; empty when nothing does.
 * Keys become columns and object fields, so they are short, lower case and never look like the `u1` of a paper form.
 */
export function questionnaireProblems(content: QuestionnaireContent): QuestionnaireProblem[] {
  const problems: QuestionnaireProblem[] = [
    ...textProblems(content.title, 'title'),
    ...textProblems(content.service, 'service'),
    ...listProblems(content.elements, 'elements'),
    ...listProblems(content.questions, 'questions'),
    ...keyProblems(content.profile, 'profile'),
  ];
  if (content.comment !== null) problems.push(...textProblems(content.comment, 'comment'));
  const fed = new Set(content.questions.map((question) => question.element));
  content.elements.forEach((element, at) => {
    const path = `elements[${at}]`;
    problems.push(...textProblems(element.name, `${path}.name`));
    if (!fed.has(element.key)) problems.push({ code: 'element-without-question', path });
  });
  const known = new Set(content.elements.map((element) => element.key));
  content.questions.forEach((question, at) => {
    const path = `questions[${at}]`;
    if (!known.has(question.element)) problems.push({ code: 'element-unknown', path: `${path}.element` });
    problems.push(
      ...textProblems(question.text, `${path}.text`),
      ...optionProblems(question, `${path}.options`),
    );
  });
  content.profile.forEach((field, at) => {
    const path = `profile[${at}]`;
    problems.push(
      ...textProblems(field.label, `${path}.label`),
      ...keyProblems(field.options, `${path}.options`),
    );
    if (field.options.length < 2) problems.push({ code: 'too-few-options', path: `${path}.options` });
    field.options.forEach((option, place) => {
      problems.push(...textProblems(option.text, `${path}.options[${place}].text`));
    });
  });
  return problems;
}

function listProblems(items: readonly { readonly key: string }[], path: string): QuestionnaireProblem[] {
  const problems = keyProblems(items, path);
  if (items.length === 0) problems.push({ code: 'none', path });
  return problems;
}

function keyProblems(items: readonly { readonly key: string }[], path: string): QuestionnaireProblem[] {
  const problems: QuestionnaireProblem[] = [];
  if (items.length > QUESTIONNAIRE_LIMITS.items) problems.push({ code: 'too-many', path });
  const taken = new Set<string>();
  items.forEach(({ key }, at) => {
    const place = `${path}[${at}].key`;
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(key) || key.length > QUESTIONNAIRE_LIMITS.keyLength) {
      problems.push({ code: 'key-malformed', path: place });
    } else if (/^u\d+$/.test(key) || key in {}) problems.push({ code: 'key-reserved', path: place });
    if (taken.has(key)) problems.push({ code: 'key-taken', path: place });
    taken.add(key);
  });
  return problems;
}

function optionProblems(question: Question, path: string): QuestionnaireProblem[] {
  const { options } = question;
  const problems = options.flatMap((option, at) => textProblems(option.text, `${path}[${at}].text`));
  if (options.length !== SCORES.length) problems.push({ code: 'options-not-four', path });
  if (!SCORES.every((score) => options.some((option) => option.value === score))) {
    problems.push({ code: 'option-values', path });
  }
  for (const language of ['id', 'en'] as const) {
    const words = new Set(options.map((option) => option.text[language].trim().toLowerCase()));
    if (words.size < options.length)
      problems.push({ code: 'option-texts-alike', path: `${path}.${language}` });
  }
  return problems;
}

function textProblems(text: LocalizedText, path: string): QuestionnaireProblem[] {
  const problems: QuestionnaireProblem[] = [];
  for (const language of ['id', 'en'] as const) {
    const place = `${path}.${language}`;
    if (text[language].trim() === '') problems.push({ code: 'text-missing', path: place });
    if (text[language].length > QUESTIONNAIRE_LIMITS.textLength)
      problems.push({ code: 'text-too-long', path: place });
  }
  return problems;
}
