import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#domain/canonical-json.ts';
import {
  DEFAULT_QUESTIONNAIRE,
  DEFAULT_QUESTIONNAIRE_ID,
  NINE_ELEMENTS,
} from '#domain/default-questionnaire.ts';
import { stepsOf } from '#domain/flow.ts';
import { questionnaireProblems } from '#domain/questionnaire-validation.ts';
import type { Question, QuestionnaireContent } from '#domain/questionnaire.ts';
import { sha256Hex } from '#protocol/hash.ts';

function problemsOf(change: Partial<QuestionnaireContent>): string[] {
  return questionnaireProblems({ ...DEFAULT_QUESTIONNAIRE, ...change }).map(
    ({ code, path }) => `${code} ${path}`,
  );
}

function withQuestion(place: number, change: Partial<Question>): Partial<QuestionnaireContent> {
  return {
    questions: DEFAULT_QUESTIONNAIRE.questions.map((question, at) =>
      at === place ? { ...question, ...change } : question,
    ),
  };
}

describe('the default questionnaire', () => {
  test('is a valid one with the nine elements in their order', () => {
    expect(questionnaireProblems(DEFAULT_QUESTIONNAIRE)).toEqual([]);
    expect(DEFAULT_QUESTIONNAIRE.elements.map((element) => element.key)).toEqual([...NINE_ELEMENTS]);
    expect(DEFAULT_QUESTIONNAIRE.questions.map((question) => question.element)).toEqual([...NINE_ELEMENTS]);
    expect(DEFAULT_QUESTIONNAIRE_ID).toMatch(/^[a-z-]+$/);
  });

  test('asks no more than the path of a minute allows', () => {
    expect(stepsOf(DEFAULT_QUESTIONNAIRE)).toHaveLength(11);
    for (const question of DEFAULT_QUESTIONNAIRE.questions) {
      expect(question.text.id.length, question.text.id).toBeLessThanOrEqual(120);
      for (const option of question.options) expect(option.text.id.length).toBeLessThanOrEqual(40);
    }
  });

  test('lets people pass only where they may truly not know', () => {
    const open = DEFAULT_QUESTIONNAIRE.questions.filter((question) => question.allowCannotJudge);
    expect(open.map((question) => question.key)).toEqual(['persyaratan', 'biaya', 'pengaduan']);
  });

  test('asks in the profile for nothing that names a person', () => {
    expect(DEFAULT_QUESTIONNAIRE.profile.map((field) => field.key)).toEqual([
      'gender',
      'age',
      'education',
      'position',
    ]);
  });
});

describe('a questionnaire is released only when it is whole', () => {
  test('texts exist in both languages', () => {
    expect(problemsOf({ title: { id: 'Survei', en: ' ' } })).toEqual(['text-missing title.en']);
    expect(problemsOf({ comment: { id: '', en: 'x' } })).toEqual(['text-missing comment.id']);
    expect(problemsOf({ service: { id: 'x'.repeat(301), en: 'x' } })).toEqual(['text-too-long service.id']);
    expect(problemsOf({ comment: null })).toEqual([]);
  });

  test('keys are short, lower case, unlike the numbers on paper, and each used once', () => {
    const keyed = (key: string) => {
      const name = { id: 'Nama', en: 'Name' };
      const question = { ...DEFAULT_QUESTIONNAIRE.questions[0]!, element: key };
      return problemsOf({
        elements: [...DEFAULT_QUESTIONNAIRE.elements, { key, name }],
        questions: [...DEFAULT_QUESTIONNAIRE.questions, { ...question, key: 'more' }],
      });
    };
    expect(keyed('keamanan-acara')).toEqual([]);
    for (const key of ['', 'Keamanan', 'a b', '9', 'a--b', 'x'.repeat(41), '__proto__']) {
      expect(keyed(key), key).toEqual(['key-malformed elements[9].key']);
    }
    for (const key of ['u1', 'u12', 'constructor'])
      expect(keyed(key)).toEqual(['key-reserved elements[9].key']);
    expect(keyed('waktu')).toEqual(['key-taken elements[9].key']);
  });

  test('every element is fed by a question and every question feeds one', () => {
    const elements = [...DEFAULT_QUESTIONNAIRE.elements, { key: 'baru', name: { id: 'Baru', en: 'New' } }];
    expect(problemsOf({ elements })).toEqual(['element-without-question elements[9]']);
    expect(problemsOf(withQuestion(0, { element: 'lain' }))).toEqual([
      'element-without-question elements[0]',
      'element-unknown questions[0].element',
    ]);
    expect(problemsOf({ elements: [], questions: [] })).toEqual(['none elements', 'none questions']);
    const many = Array.from({ length: 61 }, (_, at) => ({
      ...DEFAULT_QUESTIONNAIRE.questions[0]!,
      key: `q${at}`,
    }));
    expect(problemsOf({ questions: [...DEFAULT_QUESTIONNAIRE.questions, ...many] })).toEqual([
      'too-many questions',
    ]);
  });

  test('a question offers exactly 1, 2, 3 and 4, each with its own words', () => {
    const { options } = DEFAULT_QUESTIONNAIRE.questions[0]!;
    expect(problemsOf(withQuestion(0, { options: options.slice(1) }))).toEqual([
      'options-not-four questions[0].options',
      'option-values questions[0].options',
    ]);
    const alike = options.map((option) =>
      option.value === 2 ? { ...option, text: options[0]!.text } : option,
    );
    expect(problemsOf(withQuestion(0, { options: alike }))).toEqual([
      'option-texts-alike questions[0].options.id',
      'option-texts-alike questions[0].options.en',
    ]);
    const doubled = options.map((option) => (option.value === 4 ? { ...option, value: 3 as const } : option));
    expect(problemsOf(withQuestion(0, { options: doubled }))).toEqual(['option-values questions[0].options']);
  });

  test('a profile field offers a choice', () => {
    const [field] = DEFAULT_QUESTIONNAIRE.profile;
    expect(problemsOf({ profile: [{ ...field!, options: field!.options.slice(0, 1) }] })).toEqual([
      'too-few-options profile[0].options',
    ]);
    expect(problemsOf({ profile: [field!, field!] })).toEqual(['key-taken profile[1].key']);
  });
});

describe('canonical JSON', () => {
  test('is one text whatever the order of the keys, so the content hash is one too', async () => {
    const { title, elements, ...rest } = DEFAULT_QUESTIONNAIRE;
    const shuffled = { ...rest, elements, title };
    expect(JSON.stringify(shuffled)).not.toBe(JSON.stringify(DEFAULT_QUESTIONNAIRE));
    expect(canonicalJson(shuffled)).toBe(canonicalJson(DEFAULT_QUESTIONNAIRE));
    const changed = { ...DEFAULT_QUESTIONNAIRE, optionOrder: 'best-first' };
    expect(await sha256Hex(canonicalJson(changed))).not.toBe(
      await sha256Hex(canonicalJson(DEFAULT_QUESTIONNAIRE)),
    );
  });

  test('sorts keys at every depth, keeps lists as they are and means the same as before', () => {
    const value = { b: [3, { z: null, a: 'é "x"\n' }], a: true, '10': -0, '9': 1.5 };
    expect(canonicalJson(value)).toBe('{"10":0,"9":1.5,"a":true,"b":[3,{"a":"é \\"x\\"\\n","z":null}]}');
    expect(JSON.parse(canonicalJson(DEFAULT_QUESTIONNAIRE))).toEqual(DEFAULT_QUESTIONNAIRE);
  });

  test('refuses what JSON would change on the way', () => {
    for (const value of [
      undefined,
      Number.NaN,
      Infinity,
      1n,
      () => 1,
      new Date(0),
      new Map(),
      { a: undefined },
    ]) {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    }
  });
});
