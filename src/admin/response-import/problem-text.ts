import type { ImportProblem } from './read-import.ts';
import type { ImportTexts } from './texts.id.ts';

/** Longer values and lists are cut: a message stays readable whatever the file holds. */
const SHOWN_CHARACTERS = 60;
const SHOWN_HEADERS = 10;

/** What is wrong and where, as a sentence that says what to do. */
export function problemText(
  problem: ImportProblem,
  words: ImportTexts['problems'],
  keys: readonly string[],
): string {
  switch (problem.code) {
    case 'no-header':
    case 'no-rows':
      return words[problem.code];
    case 'no-element-column':
      return words[problem.code](String(problem.row), list(problem.headers), keys.join(', '));
    case 'both-forms':
      return words[problem.code](String(problem.row), shown(problem.keyed), shown(problem.numbered));
    case 'numbering-gap':
      return words[problem.code](String(problem.row), problem.missing, shown(problem.last));
    case 'malformed-number':
      return words[problem.code](String(problem.row), problem.column, shown(problem.header));
    case 'column-twice':
      return words[problem.code](String(problem.row), shown(problem.header), problem.columns.join(', '));
    case 'row-too-long':
      return words[problem.code](String(problem.row), String(problem.cells), String(problem.width));
    case 'value':
      return words[problem.code](
        String(problem.row),
        problem.column,
        shown(problem.header),
        shown(problem.value),
      );
    case 'other-count':
      return words[problem.code](String(problem.found), String(problem.asked));
    case 'date':
    case 'date-outside':
      return words[problem.code](String(problem.row), problem.column, shown(problem.value));
  }
}

export function list(headers: readonly string[]): string {
  const names = headers.slice(0, SHOWN_HEADERS).map((header) => `"${shown(header)}"`);
  return headers.length > SHOWN_HEADERS ? `${names.join(', ')}, …` : names.join(', ');
}

function shown(text: string): string {
  const clean = text.replaceAll(/\p{C}/gu, '·');
  return clean.length > SHOWN_CHARACTERS ? `${clean.slice(0, SHOWN_CHARACTERS)}…` : clean;
}
