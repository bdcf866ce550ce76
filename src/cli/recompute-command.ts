import { publicationPercentage } from '#domain/indicators/publication.ts';
import type { PublicationResult } from '#domain/indicators/publication.ts';
import { satisfactionIndex } from '#domain/indicators/satisfaction.ts';
import { restrictTally } from '#domain/indicators/mixing.ts';
import { mergeTallies, TallyCounter } from '#domain/indicators/tally.ts';
import { formatCount, formatHundredths } from '#domain/numbers.ts';
import type { Questionnaire } from '#domain/questionnaire.ts';
import { readArguments } from './arguments.ts';
import { dataFolderOf } from './data-folder.ts';
import { EVERY_DAY, readSelection, SELECTION_OPTIONS, selectResponses } from './data-selection.ts';
import type { DataSelection } from './data-selection.ts';
import { withEndpointData } from './endpoint-data.ts';
import type { EndpointData } from './endpoint-data.ts';
import { RECOMPUTE_HELP } from './help.ts';
import { indexJson } from './index-json.ts';
import { Refusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';
import { workingTable } from './working-table.ts';

/**
 * `skm recompute`: both indicators straight from a data folder, as a second opinion on what the office shows.
 * Throws a Refusal for bad input.
 */
export async function recomputeCommand(args: readonly string[], terminal: Terminal): Promise<void> {
  const kinds = { ...SELECTION_OPTIONS, json: 'flag', help: 'flag' } as const;
  const { flags, texts, positionals } = readArguments(args, kinds);
  if (flags.has('help')) {
    terminal.out(RECOMPUTE_HELP);
    return;
  }
  if (positionals[0] !== undefined) throw new Refusal(`"${positionals[0]}" berlebih. Lihat --help.`);
  const selection = readSelection(texts);
  const folder = dataFolderOf(texts, terminal);
  await withEndpointData(folder, async (data) => {
    const { elements, each } = selectResponses(data, selection);
    const counters = new Map<Questionnaire, TallyCounter>();
    for (const { response, questionnaire } of each()) {
      const counter = counters.get(questionnaire) ?? counterFor(questionnaire);
      counters.set(questionnaire, counter);
      counter.addAnswers(questionnaire.content, response.answers);
    }
    const tallies = [...counters.values()].map((counter) => restrictTally(counter.toTally(), elements));
    const tally = mergeTallies(tallies);
    const index = satisfactionIndex(tally);
    const publication = publicationOf(data, selection);
    if (flags.has('json')) {
      terminal.out(`{"satisfaction":${indexJson(index)},"publication":${publicationJson(publication)}}\n`);
      return;
    }
    terminal.out(workingTable(index, tally, folder));
    if (publication !== null) terminal.out(`\n${publicationText(publication)}\n`);
  });
}

function counterFor({ content }: Questionnaire): TallyCounter {
  return new TallyCounter(content.elements.map((element) => element.key));
}

/** Of a single activity there is no percentage. */
function publicationOf(data: EndpointData, { period, activity }: DataSelection): PublicationResult | null {
  if (activity !== null) return null;
  const { activities, releases, agency } = data;
  const asOf = new Date().toISOString();
  return publicationPercentage(activities.values(), releases, period ?? EVERY_DAY, agency.indicators, asOf);
}

function publicationJson(result: PublicationResult | null): string {
  if (result === null) return 'null';
  const { releasedCount, activityCount, percentage } = result;
  const figure = percentage === null ? null : percentage / 100;
  return JSON.stringify({ released: releasedCount, activities: activityCount, percentage: figure });
}

function publicationText({ releasedCount, activityCount, percentage }: PublicationResult): string {
  const counts = `${formatCount(releasedCount, 'id')} dari ${formatCount(activityCount, 'id')} kegiatan dirilis`;
  const figure = percentage === null ? 'belum ada hasil' : `${formatHundredths(percentage, 'id')} %`;
  return `Persentase Berita Pemerintah Kota yang Dipublikasikan: ${figure} (${counts})`;
}
