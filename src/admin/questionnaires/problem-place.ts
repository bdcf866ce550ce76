import type { QuestionnaireProblem } from '#domain/questionnaire-validation.ts';

/** Words for the parts of a questionnaire. */
export interface PlaceWords {
  readonly parts: Readonly<
    Record<'title' | 'service' | 'elements' | 'questions' | 'profile' | 'comment', string>
  >;
  readonly option: (value: number) => string;
  readonly choice: (number: number) => string;
  readonly languages: Readonly<Record<'id' | 'en', string>>;
}

/** `questions[2].options[0].text.en` in words: "Pertanyaan 3, pilihan bernilai 1, Inggris". */
export function problemPlace({ path }: QuestionnaireProblem, words: PlaceWords): string {
  const match = /^(\w+)(?:\[(\d+)\])?(?:\.options(?:\[(\d+)\])?)?/.exec(path);
  const part = match?.[1] ?? '';
  const pieces: string[] = [];
  if (part in words.parts) {
    const name = words.parts[part as keyof PlaceWords['parts']];
    pieces.push(match?.[2] === undefined ? name : `${name} ${Number(match[2]) + 1}`);
  }
  if (match?.[3] !== undefined) {
    const number = Number(match[3]) + 1;
    pieces.push(part === 'questions' ? words.option(number) : words.choice(number));
  }
  const language = /\.(id|en)$/.exec(path)?.[1];
  if (language === 'id' || language === 'en') pieces.push(words.languages[language]);
  return pieces.join(', ');
}
