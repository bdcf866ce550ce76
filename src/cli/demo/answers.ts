import { responseFlags } from '#domain/quality.ts';
import type { Answer, Question, Questionnaire, Score } from '#domain/questionnaire.ts';
import type { SurveyResponse } from '#domain/response.ts';
import type { Random } from './random.ts';
import { COMMENTS } from './words.ts';

/** What people think of each element, 1 to 4, at the start of the year. */
const OPINIONS: Readonly<Record<string, number>> = {
  biaya: 3.85,
  sarana: 2.95,
  pengaduan: 2.9,
  waktu: 3.1,
  perilaku: 3.45,
  kompetensi: 3.35,
};
const USUAL_OPINION = 3.2;

type Filled = Pick<SurveyResponse, 'answers' | 'profile' | 'comment' | 'language' | 'durationMs' | 'flags'>;

/**
 * One person's answers. `mood` shifts all opinions (a good or bad event, the year's slow improvement); each person adds
 * an own mood, so that answers of one person resemble each other as they do in life.
 */
export function makeAnswers(random: Random, questionnaire: Questionnaire, mood: number): Filled {
  const { questions, profile } = questionnaire.content;
  const own = mood + random.normal() * 0.35;
  const answers: Record<string, Answer> = {};
  for (const question of questions) {
    const answer = random.chance(0.015) ? undefined : answerTo(random, question, own);
    if (answer !== undefined) answers[question.key] = answer;
  }
  const chosen: Record<string, string> = {};
  for (const field of profile) {
    if (random.chance(0.88)) chosen[field.key] = random.pick(field.options).key;
  }
  const durationMs = random.chance(0.02) ? random.integer(4_000, 8_000) : random.integer(22_000, 75_000);
  return {
    answers,
    profile: chosen,
    comment: random.chance(0.09) ? random.pick(COMMENTS) : '',
    language: random.chance(0.02) ? 'en' : 'id',
    durationMs,
    flags: responseFlags({ answers, durationMs, channel: 'kiosk' }),
  };
}

function answerTo(random: Random, question: Question, mood: number): Answer {
  if (question.allowCannotJudge && random.chance(0.06)) return null;
  const opinion = (OPINIONS[question.element] ?? USUAL_OPINION) + mood + random.normal() * 0.5;
  return Math.min(4, Math.max(1, Math.round(opinion))) as Score;
}
