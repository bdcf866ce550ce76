import type { ProfileField, QuestionnaireContent } from '#domain/questionnaire.ts';
import { cellText } from '#domain/respondent-table.ts';
import type { Cell } from '#domain/respondent-table.ts';

/** What a column beside the elements is used for. */
export interface ExtraColumn {
  /** Place in the row, from 0. */
  readonly at: number;
  readonly header: string;
  readonly use:
    | { readonly kind: 'date' }
    | { readonly kind: 'comment' }
    | { readonly kind: 'profile'; readonly field: ProfileField };
}

/** Headings under which offices and their forms keep the day of an answer. */
const DATE_HEADINGS = new Set([
  'tanggal',
  'tgl',
  'tanggal survei',
  'tanggal pengisian',
  'tanggal isi',
  'hari/tanggal',
  'date',
  'timestamp',
  'cap waktu',
  'stempel waktu',
  'waktu kirim',
  'waktu pengisian',
  'submitted at',
]);
const COMMENT_HEADINGS = new Set([
  'komentar',
  'saran',
  'saran dan masukan',
  'saran/masukan',
  'kritik dan saran',
  'masukan',
  'kesan',
  'comment',
  'comments',
  'suggestion',
  'suggestions',
]);
/** Other words for the fields of the default questionnaire. */
const FIELD_WORDS: Readonly<Record<string, readonly string[]>> = {
  gender: ['jk', 'l/p', 'gender', 'sex', 'kelamin'],
  age: ['umur', 'kelompok usia', 'rentang usia'],
  education: ['pendidikan'],
  position: ['pekerjaan', 'golongan', 'eselon'],
};

/**
 * Which columns hold the date, the comment and the profile; the first of each wins. Columns of elements are not asked
 * again.
 * @param taken places of columns that hold elements
 */
export function extraColumns(
  header: readonly Cell[],
  content: QuestionnaireContent,
  taken: ReadonlySet<number>,
): ExtraColumn[] {
  const found: ExtraColumn[] = [];
  const used = new Set<string>();
  header.forEach((cell, at) => {
    if (taken.has(at)) return;
    const use = useOf(words(cellText(cell)), content);
    const name = use === null ? '' : use.kind === 'profile' ? use.field.key : use.kind;
    if (use === null || used.has(name)) return;
    used.add(name);
    found.push({ at, header: cellText(cell), use });
  });
  return found;
}

function useOf(heading: string, content: QuestionnaireContent): ExtraColumn['use'] | null {
  const field = content.profile.find((candidate) => namesOf(candidate).includes(heading));
  if (field !== undefined) return { kind: 'profile', field };
  if (DATE_HEADINGS.has(heading)) return { kind: 'date' };
  return content.comment !== null && COMMENT_HEADINGS.has(heading) ? { kind: 'comment' } : null;
}

function namesOf({ key, label }: ProfileField): string[] {
  return [words(key), words(label.id), words(label.en), ...(FIELD_WORDS[key] ?? [])];
}

/** The key of the option that a cell names, by key or by words in either language; `null` when it names none. */
export function profileOption({ options }: ProfileField, cell: Cell): string | null {
  const text = words(cellText(cell));
  const found = options.find(({ key, text: label }) =>
    [words(key), words(label.id), words(label.en)].includes(text),
  );
  return found?.key ?? null;
}

/** Lower case, with the spaces, hyphens and underscores that people put in or leave out made alike. */
function words(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[–—]/g, '-')
    .replaceAll(/[\s_]+/g, ' ')
    .trim();
}
