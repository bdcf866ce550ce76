import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';
import type { LocalizedText, Question, QuestionnaireContent } from '#domain/questionnaire.ts';

function text(id: string, en: string): LocalizedText {
  return { id, en };
}

const ADDED: readonly {
  readonly key: string;
  readonly name: LocalizedText;
  readonly asked: LocalizedText;
}[] = [
  {
    key: 'informasi',
    name: text('Informasi Kegiatan', 'Event Information'),
    asked: text(
      'Seberapa jelas informasi kegiatan yang Anda terima?',
      'How clear was the information you received?',
    ),
  },
  {
    key: 'keamanan',
    name: text('Keamanan dan Ketertiban', 'Safety and Order'),
    asked: text('Seberapa aman dan tertib suasana kegiatan?', 'How safe and orderly was the event?'),
  },
  {
    key: 'dokumentasi',
    name: text('Dokumentasi', 'Documentation'),
    asked: text('Seberapa baik pendokumentasian kegiatan?', 'How well was the event documented?'),
  },
  {
    key: 'jamuan',
    name: text('Jamuan', 'Hospitality'),
    asked: text('Seberapa layak jamuan bagi tamu?', 'How suitable were the refreshments for guests?'),
  },
];

function question({ key, asked }: (typeof ADDED)[number]): Question {
  return {
    key,
    element: key,
    text: asked,
    options: [
      { value: 1, text: text('Tidak baik', 'Poor') },
      { value: 2, text: text('Kurang baik', 'Fair') },
      { value: 3, text: text('Baik', 'Good') },
      { value: 4, text: text('Sangat baik', 'Very good') },
    ],
    allowCannotJudge: true,
  };
}

export const THIRTEEN_ELEMENTS_ID = 'layanan-keprotokolan-13-unsur';

/** An older form with thirteen elements, as offices have used: the nine and four of their own. */
export const THIRTEEN_ELEMENTS: QuestionnaireContent = {
  ...DEFAULT_QUESTIONNAIRE,
  title: text('Survei Layanan Protokol (13 unsur)', 'Protocol Service Survey (13 elements)'),
  elements: [...DEFAULT_QUESTIONNAIRE.elements, ...ADDED.map(({ key, name }) => ({ key, name }))],
  questions: [...DEFAULT_QUESTIONNAIRE.questions, ...ADDED.map(question)],
};
