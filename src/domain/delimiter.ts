/** Separators of the CSV files that offices exchange: Excel with Indonesian settings writes semicolons. */
export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/**
 * The separator of a CSV text, from its first record that is not empty. The one under which the heading makes most sense
 * wins; without a measure that is the one that gives most cells.
 * @param text the beginning of the file, long enough to hold the whole heading
 * @param sense how much sense a heading makes, for example how many of its cells are known
 */
export function guessDelimiter(text: string, sense?: (cells: readonly string[]) => number): Delimiter {
  let best: Delimiter = ',';
  let bestScore = [-1, -1];
  for (const delimiter of DELIMITERS) {
    const cells = firstRecord(text, delimiter);
    const [known, count] = [sense?.(cells) ?? 0, cells.length];
    if (known > bestScore[0]! || (known === bestScore[0] && count > bestScore[1]!)) {
      best = delimiter;
      bestScore = [known, count];
    }
  }
  return best;
}

/** Cells of the first record with anything in it; a quoted cell may hold separators, quotes (doubled) and line ends. */
function firstRecord(text: string, delimiter: Delimiter): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; at += 1) {
    const char = text[at]!;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += char;
        at += 1;
      } else quoted = false;
    } else if (char === '"' && cell.trim() === '') [quoted, cell] = [true, ''];
    else if (char === delimiter) {
      cells.push(cell);
      cell = '';
    } else if (char !== '\n' && char !== '\r') cell += char;
    else if (cells.length > 0 || cell.trim() !== '') break;
  }
  return [...cells, cell];
}
