import { describe, expect, it } from 'vitest';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';
import { currentStep, inOrder, isLastStep } from '#survey/drawn-step.ts';
import * as forms from '#survey/form.ts';

const CONTENT = DEFAULT_QUESTIONNAIRE;
const ANSWERS = Object.fromEntries(CONTENT.questions.map(({ key }) => [key, 3 as const]));

function stepOf(form: forms.Form): string {
  return forms.stepName(currentStep(form));
}

describe('a form on its way', () => {
  it('begins with the first question and nothing filled', () => {
    const form = forms.emptyForm(CONTENT);
    expect(stepOf(form)).toBe('persyaratan');
    expect(form).toMatchObject({ answers: {}, profile: {}, comment: '' });
  });

  it('does not go past an unanswered question', () => {
    const form = forms.emptyForm(CONTENT);
    expect(forms.forward(form)).toBe(form);
    expect(stepOf(forms.forward(forms.withAnswer(form, 'persyaratan', 2)))).toBe('prosedur');
  });

  it('goes back to the first question and no further', () => {
    const form = forms.forward(forms.withAnswer(forms.emptyForm(CONTENT), 'persyaratan', 2));
    const first = forms.backward(form)!;
    expect(stepOf(first)).toBe('persyaratan');
    expect(forms.backward(first)).toBeNull();
  });

  it('ends with the comment, which is the last step', () => {
    let form = forms.resumeForm(CONTENT, { answers: ANSWERS, profile: {}, comment: '', step: ':profile' });
    expect(isLastStep(form)).toBe(false);
    form = forms.forward(form);
    expect(stepOf(form)).toBe(':comment');
    expect(isLastStep(form)).toBe(true);
    expect(forms.forward(form)).toBe(form);
  });

  it('takes a trait back and forgets all of them', () => {
    const chosen = forms.withTrait(forms.withTrait(forms.emptyForm(CONTENT), 'gender', 'p'), 'age', 'sd');
    expect(forms.withTrait(chosen, 'gender', null).profile).toEqual({ age: 'sd' });
    expect(chosen.profile).toEqual({ gender: 'p', age: 'sd' });
  });
});

describe('a draft taken up again', () => {
  const filled = { profile: {}, comment: '' };

  it('comes back to its step', () => {
    const form = forms.resumeForm(CONTENT, { ...filled, answers: ANSWERS, step: 'waktu' });
    expect(stepOf(form)).toBe('waktu');
  });

  it('comes back to the profile or the comment once every question is answered', () => {
    for (const step of [':profile', ':comment']) {
      expect(stepOf(forms.resumeForm(CONTENT, { ...filled, answers: ANSWERS, step }))).toBe(step);
    }
  });

  it('never comes back behind a question without an answer', () => {
    const answers = { persyaratan: 4, prosedur: 4 } as const;
    expect(stepOf(forms.resumeForm(CONTENT, { ...filled, answers, step: ':comment' }))).toBe('waktu');
  });

  it('finds its place when the step is not known', () => {
    expect(stepOf(forms.resumeForm(CONTENT, { ...filled, answers: {}, step: '' }))).toBe('persyaratan');
    expect(stepOf(forms.resumeForm(CONTENT, { ...filled, answers: ANSWERS, step: 'lama' }))).toBe(':profile');
  });
});

describe('the order of the four choices', () => {
  const options = CONTENT.questions[0]!.options;

  it('is the questionnaire’s', () => {
    expect(inOrder(options, 'worst-first').map(({ value }) => value)).toEqual([1, 2, 3, 4]);
    expect(inOrder(options, 'best-first').map(({ value }) => value)).toEqual([4, 3, 2, 1]);
  });

  it('is as drawn while it is not known', () => {
    expect(inOrder(options, undefined)).toBe(options);
  });
});

it('refuses a place that the form does not have', () => {
  expect(() => currentStep({ ...forms.emptyForm(CONTENT), place: 99 })).toThrow(/No step 99/);
});
