import { RESPONSE_FLAGS } from '#domain/response.ts';
import {
  csvLine,
  elementHeadings,
  RESPONDENT_HEADINGS,
  respondentCode,
  respondentLines,
  scoresByElement,
} from '#domain/respondent-lines.ts';
import { formatCount } from '#domain/numbers.ts';
import { readArguments } from './arguments.ts';
import { dataFolderOf } from './data-folder.ts';
import { readSelection, SELECTION_OPTIONS, selectResponses } from './data-selection.ts';
import type { SelectedResponse } from './data-selection.ts';
import { withEndpointData } from './endpoint-data.ts';
import { EXPORT_HELP } from './help.ts';
import { Refusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** Characters written at once. */
const CHUNK = 64 * 1024;

/**
 * `skm export`: the responses of a data folder as CSV, one line per respondent, in the form that `skm index` reads. No
 * profile and no comment leave the folder. Throws a Refusal for bad input.
 */
export async function exportCommand(args: readonly string[], terminal: Terminal): Promise<void> {
  const { flags, texts, positionals } = readArguments(args, { ...SELECTION_OPTIONS, help: 'flag' });
  if (flags.has('help')) {
    terminal.out(EXPORT_HELP);
    return;
  }
  if (positionals[0] !== undefined) throw new Refusal(`"${positionals[0]}" berlebih. Lihat --help.`);
  const selection = readSelection(texts);
  await withEndpointData(dataFolderOf(texts, terminal), async (data) => {
    const { elements, count, each } = selectResponses(data, selection);
    if (count === 0) throw new Refusal('tidak ada jawaban untuk pilihan itu.');
    let text = csvLine([...RESPONDENT_HEADINGS, ...elementHeadings(elements)], ',');
    for (const selected of each()) {
      for (const fields of linesOf(selected, elements)) text += csvLine(fields, ',');
      if (text.length < CHUNK) continue;
      terminal.out(text);
      text = '';
    }
    terminal.out(text);
    terminal.err(`${formatCount(count, 'id')} jawaban. Unsur: ${elements.join(', ')}\n`);
  });
}

function linesOf({ response, questionnaire, activityName }: SelectedResponse, elements: readonly string[]) {
  const respondent = {
    code: respondentCode(response.id),
    activityName,
    submittedMinute: Math.floor(Date.parse(response.submittedAt) / 60_000),
    channel: response.channel,
    flags: RESPONSE_FLAGS.filter((flag) => response.flags.includes(flag)),
  };
  return respondentLines(respondent, elements, scoresByElement(questionnaire.content, response.answers));
}
