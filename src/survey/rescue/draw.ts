import { formatMoment, formatNumber } from '#ui/format.ts';
import { onlyInJournal } from './device-content.ts';
import { drawDetails } from './draw-details.ts';
import { drawSave } from './draw-save.ts';
import { button, element } from './element.ts';
import type { Page, Shown } from './page.ts';
import { list } from './rows.ts';
import type { RescueTexts } from './texts.ts';

export function drawPage(page: Page): DocumentFragment {
  const { texts, shown } = page;
  const all = document.createDocumentFragment();
  const head = element('header', 'head', element('p', 'brand', 'SKM Protokol'));
  const language = button('language', texts.language, page.onLanguage);
  language.lang = page.language === 'id' ? 'en' : 'id';
  head.append(language);
  const main = element('main', 'sheet', element('h1', '', texts.title), element('p', 'quiet', texts.purpose));
  if (shown === null) main.append(waiting(texts));
  else {
    main.append(summary(page, shown), drawSave(page, shown));
    main.append(...[trouble(page, shown)].filter((part) => part !== null), drawDetails(page, shown));
  }
  const home = element('a', 'link', texts.toApp);
  home.href = '/';
  all.append(head, main, element('footer', 'foot', button('link', texts.again, page.onAgain), home));
  return all;
}

function waiting({ reading }: RescueTexts): HTMLElement {
  const line = element('p', 'card', reading);
  line.setAttribute('role', 'status');
  return line;
}

/** The one figure that matters, then the others. */
function summary({ texts, language }: Page, { content }: Shown): HTMLElement {
  const { responses, contexts } = content.findings;
  const unsent = responses.filter(({ isReceived }) => !isReceived);
  const count = (value: number): string => formatNumber(value, language);
  const oldest = unsent[0]?.submittedAt;
  const figure =
    unsent.length === 0
      ? element('p', 'figure-words', texts.unsent.none)
      : element('p', '', element('strong', 'figure', count(unsent.length)), ` ${texts.unsent.some}`);
  const from = [
    ...new Set([...contexts.values()].map(({ label, agencyName }) => `${label} · ${agencyName}`)),
  ];
  const rows: [string, string][] = [
    [texts.rows.received, count(responses.length - unsent.length)],
    [texts.rows.total, count(responses.length)],
    ...from.slice(0, 3).map((name): [string, string] => [texts.rows.from, name]),
  ];
  return element(
    'section',
    `card ${unsent.length === 0 ? 'calm' : 'waiting'}`,
    figure,
    oldest === undefined ? null : element('p', 'quiet', texts.unsent.oldest(formatMoment(oldest, language))),
    list(rows),
  );
}

function trouble({ texts, language }: Page, { content, packed }: Shown): HTMLElement | null {
  const { database, journal, findings } = content;
  const only = onlyInJournal(content);
  const isEmpty = findings.responses.length === 0;
  const lines = [
    database.state === 'unreadable' && texts.trouble.databaseUnreadable,
    database.state === 'partly' && texts.trouble.databasePartly,
    database.state === 'absent' && !isEmpty && texts.trouble.databaseAbsent,
    journal.state === 'partly' && texts.trouble.journalPartly,
    only > 0 && texts.trouble.onlyJournal(formatNumber(only, language)),
    packed.stranded.length > 0 && texts.stranded(formatNumber(packed.stranded.length, language)),
  ].filter((line) => line !== false);
  if (lines.length === 0) return null;
  const items = lines.map((line) => element('li', '', line));
  return element(
    'section',
    'card notice',
    element('h2', '', texts.trouble.title),
    element('ul', '', ...items),
  );
}
