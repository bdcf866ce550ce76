import { describe, expect, it } from 'vitest';
import {
  emptyElement,
  emptyQuestion,
  emptyText,
  freshKey,
  move,
  withReadableKeys,
} from '#admin/questionnaires/content-draft.ts';
import type { ContentDraft } from '#admin/questionnaires/content-draft.ts';
import { problemPlace } from '#admin/questionnaires/problem-place.ts';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';
import { questionnaireProblems } from '#domain/questionnaire-validation.ts';

function draft(): ContentDraft {
  return structuredClone(DEFAULT_QUESTIONNAIRE) as ContentDraft;
}

const text = (words: string) => ({ id: words, en: words });

describe('a new version of a questionnaire', () => {
  it('gives an added element a key from its name, and its questions follow', () => {
    const content = draft();
    const element = emptyElement(content);
    content.elements.push({ ...element, name: text('Kenyamanan ruang tunggu') });
    content.questions.push({
      ...emptyQuestion(content),
      text: text('Apakah nyaman?'),
      options: [1, 2, 3, 4].map((value) => ({
        value: value as 1 | 2 | 3 | 4,
        text: text(`Pilihan ${value}`),
      })),
    });
    const kept = withReadableKeys(content);
    expect(kept.elements.at(-1)?.key).toBe('kenyamanan-ruang');
    expect(kept.questions.at(-1)?.element).toBe('kenyamanan-ruang');
    expect(questionnaireProblems(kept)).toEqual([]);
  });

  it('keeps the keys of earlier elements and the order people chose', () => {
    const content = draft();
    const before = content.elements.map(({ key }) => key);
    content.elements.unshift({ ...emptyElement(content), name: text('Waktu') });
    const after = withReadableKeys(content).elements.map(({ key }) => key);
    expect(after.slice(1)).toEqual(before);
    expect(before).not.toContain(after[0]);
  });

  it('finds a key also for a name without letters, and for two of the same name', () => {
    const content = draft();
    content.elements.push({ ...emptyElement(content), name: text('123') });
    content.elements.push({ ...emptyElement(content), name: text('456') });
    const keys = withReadableKeys(content).elements.map(({ key }) => key);
    expect(keys.slice(-2)).toEqual(['unsur', 'unsur-2']);
  });

  it('never makes the same key twice', () => {
    const taken = [{ key: 'a' }, { key: 'a-2' }];
    expect(freshKey('a', taken)).toBe('a-3');
    expect(freshKey('b', taken)).toBe('b');
    expect(emptyText()).not.toBe(emptyText());
  });

  it('moves entries one place and stops at the edges', () => {
    const items = ['a', 'b', 'c'];
    move(items, 0, 1);
    move(items, 0, -1);
    move(items, 2, 1);
    expect(items).toEqual(['b', 'a', 'c']);
  });
});

describe('where a questionnaire has a problem', () => {
  const words = {
    parts: {
      title: 'Judul',
      service: 'Layanan',
      elements: 'Unsur',
      questions: 'Pertanyaan',
      profile: 'Profil',
      comment: 'Komentar',
    },
    option: (value: number) => `pilihan bernilai ${value}`,
    choice: (number: number) => `pilihan ${number}`,
    languages: { id: 'Indonesia', en: 'Inggris' },
  };

  it.each([
    ['title.en', 'Judul, Inggris'],
    ['elements[1].name.id', 'Unsur 2, Indonesia'],
    ['questions[2].options[0].text.en', 'Pertanyaan 3, pilihan bernilai 1, Inggris'],
    ['questions[2].element', 'Pertanyaan 3'],
    ['profile[0].options[1].text.id', 'Profil 1, pilihan 2, Indonesia'],
    ['questions', 'Pertanyaan'],
  ])('%s is told as "%s"', (path, place) => {
    expect(problemPlace({ code: 'text-missing', path }, words)).toBe(place);
  });

  it('names every place that a real check finds', () => {
    const content = draft();
    content.questions[0]!.options[1]!.text.en = '';
    content.elements.push(emptyElement(content));
    const places = questionnaireProblems(content).map((problem) => problemPlace(problem, words));
    expect(places).toContain('Pertanyaan 1, pilihan bernilai 2, Inggris');
    expect(places.every((place) => place !== '')).toBe(true);
  });
});
