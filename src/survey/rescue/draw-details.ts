import { formatNumber } from '#ui/format.ts';
import { fileName, saveFile } from '../handover/save-file.ts';
import { completeCopy } from './device-content.ts';
import { button, element } from './element.ts';
import type { Page, Shown } from './page.ts';
import { list } from './rows.ts';

/** What people who look after the tablets need to know, and a copy of everything. */
export function drawDetails({ texts, language }: Page, { content }: Shown): HTMLElement {
  const { database, journal } = content;
  const { details } = texts;
  const count = (value: number): string => formatNumber(value, language);
  const state = details.states[database.state];
  const rows: [string, string][] = [
    [details.database, database.version > 0 ? `${state} (${database.version / 10})` : state],
    ...database.tables.map(({ name, rows: all, isPart }): [string, string] => [
      name,
      `${count(all.length)}${isPart ? ' …' : ''}`,
    ]),
    [
      details.journal,
      journal.files === 0
        ? details.states.absent
        : `${details.files(count(journal.files))}, ${count(journal.records.length)}`,
    ],
  ];
  const copy = button('button button-quiet', details.copy, () => {
    const now = Date.now();
    const text = completeCopy(content, new Date(now).toISOString());
    saveFile({ name: fileName('salinan-lengkap', '', now), text });
  });
  return element(
    'details',
    'details',
    element('summary', '', details.title),
    list(rows),
    element('p', 'quiet', details.copyHint),
    copy,
  );
}
