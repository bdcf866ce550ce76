import type { ImportTexts } from './texts.id.ts';

export const english: ImportTexts = {
  title: 'Import answers',
  lead: 'Bring in answers of earlier surveys, one row for each respondent, from an XLSX or CSV file. The file is checked on this device; no network is needed.',
  noAccess: 'Your role may not import answers.',
  drop: 'Element columns are named u1, u2, … or by element key; values 1 to 4, blank means not answered. Columns for date, profile and comment may be there.',
  sample: 'Download a sample file',
  sampleName: 'sample-import-answers.csv',
  another: 'Another file',
  reading: 'Reading the file…',
  fileProblems: {
    empty: 'This file is empty.',
    'too-large': 'This file is larger than 20 MB. Divide it into several files.',
    'old-excel': 'This file has the old Excel form (.xls). Save it as .xlsx or .csv.',
    encrypted: 'This file is locked with a password. Save a copy without password.',
    unreadable: 'This file is damaged or not an Excel file. Open it in Excel, save it and try again.',
    'unknown-form': 'This file is not a table. Choose an .xlsx or .csv file.',
  },
  known: (name, date) =>
    `A file with exactly the same content was imported on ${date} as "${name}". Importing it again would count the respondents twice, so it is refused.`,
  failed: 'The file could not be processed. Try again; if it happens again, reload the page.',
  file: (name, rows) => `${name} · ${rows} rows`,
  sheet: 'Sheet',
  target: {
    title: 'What are these answers about?',
    activity: 'One activity',
    period: 'A period, no activity in particular',
    chooseActivity: 'Activity',
    choosePeriod: 'Period',
    questionnaire: 'Questionnaire that was answered',
    version: (title, version, count) => `${title}, version ${version} (${count} elements)`,
    dateHint: (day) => `Rows without a date are kept under ${day}.`,
  },
  preview: {
    title: 'Preview',
    respondents: (count) => `${count} respondents will be imported`,
    index: (index) =>
      `By itself this file gives IKM ${index}. Hold it against the old report before you import.`,
    noIndex: (names) => `There are no answers for ${names}, so by itself this file gives no IKM.`,
    columns: 'Columns recognised',
    column: 'Column',
    use: 'Used as',
    element: (name) => `element: ${name}`,
    question: (name) => `question: ${name}`,
    date: 'date',
    comment: 'comment',
    profile: (label) => `profile: ${label}`,
    ignored: (names) => `Not used: ${names}.`,
    missing: (names) => `There is no column for ${names}; that counts as not answered.`,
    blank: (count) => `${count} rows without any answer are passed over.`,
    unknownProfile: (count) => `${count} profile entries are not known and left open.`,
    longComments: (count) => `${count} comments are longer than 1000 characters and cut.`,
    withoutDate: (count, day) => `${count} rows without a date are kept under ${day}.`,
    sample: 'First rows',
    row: 'Row',
    day: 'Date',
  },
  problems: {
    title: (count) => `${count} problems must be put right first`,
    text: 'Put them right in the file, save it and choose it again. A file is never imported in part, so that no respondent is counted twice.',
    more: (count) => `… and ${count} more.`,
    'no-header': 'This file is empty. The first row must hold the headings.',
    'no-rows': 'There is not a single row of answers below the headings.',
    'no-element-column': (row, headers, keys) =>
      `Row ${row}: no element column. Headings found: ${headers}. Use element keys (${keys}) or u1, u2 and so on.`,
    'both-forms': (row, keyed, numbered) =>
      `Row ${row}: the headings use two ways at once, "${keyed}" and "${numbered}". Choose one.`,
    'numbering-gap': (row, missing, last) =>
      `Row ${row}: the column "${missing}" is missing although there is "${last}".`,
    'malformed-number': (row, column, header) =>
      `Row ${row}, column ${column}: "${header}" is not a valid number of an element. Write u1, u2 and so on.`,
    'column-twice': (row, header, columns) =>
      `Row ${row}: the column "${header}" appears twice (${columns}). Remove one.`,
    'row-too-long': (row, cells, width) =>
      `Row ${row}: ${cells} cells, but only ${width} headings. Check the separators of that row.`,
    value: (row, column, header, value) =>
      `Row ${row}, column ${column} ("${header}"): "${value}" is not 1, 2, 3 or 4. Leave the cell empty if it was not answered.`,
    'other-count': (found, asked) =>
      `This file has ${found} numbered element columns, but the chosen questionnaire asks ${asked}. Choose the questionnaire that fits.`,
    date: (row, column, value) =>
      `Row ${row}, column ${column}: "${value}" is not a date. Write for example 17/08/2026 or 2026-08-17.`,
    'date-outside': (row, column, value) =>
      `Row ${row}, column ${column}: the date "${value}" lies outside the chosen period.`,
  },
  submit: (count) => `Import ${count} respondents`,
  importing: (percent) => `Keeping the answers: ${percent} %`,
  done: {
    title: (count) => `${count} answers are kept on this device`,
    text: 'They are sent to the server as soon as there is a network, and then count in all figures.',
    figures: 'Show Satisfaction',
    again: 'Import another file',
  },
  history: {
    title: 'Imported so far',
    none: 'No file has been imported yet.',
    file: 'File',
    when: 'Imported',
    about: 'About',
    rows: 'Respondents',
    state: 'State',
    waiting: (count) => `${count} wait to be sent`,
    received: 'received by the office',
    problems: (count) => `${count} with problems`,
    unknownActivity: 'an activity that is not on this device',
  },
};
