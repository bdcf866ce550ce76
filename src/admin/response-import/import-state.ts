import { computed, shallowRef, watch } from 'vue';
import { jakartaDate } from '#domain/calendar.ts';
import { lastDay } from '#domain/period.ts';
import type { Period } from '#domain/period.ts';
import { formKey } from '../compute/forms.ts';
import { useDocuments } from '../documents/live-documents.ts';
import { useFilters } from '../filters.ts';
import { useSession } from '../session.ts';
import { useSynchronisation } from '../synchronisation.ts';
import { DeskProblem, useDesk } from './desk-client.ts';
import type { DeskRefusal } from './desk-messages.ts';
import type { ImportChoice, ImportPreview, OpenedFile } from './desk.ts';
import type { ImportTarget } from './read-import.ts';

/** One file from its choice to its import, as the screen sees it. */
export function useImportState() {
  const desk = useDesk();
  const session = useSession();
  const synchronisation = useSynchronisation();
  const agencies = useDocuments('agency').items;
  const imports = useDocuments('import').items;
  const activityDocuments = useDocuments('activity').items;
  const questionnaireDocuments = useDocuments('questionnaire').items;

  const file = shallowRef<OpenedFile | null>(null);
  const sheet = shallowRef(0);
  const kind = shallowRef<ImportTarget['kind']>('period');
  const activity = shallowRef<string | null>(null);
  const period = shallowRef<Period>(useFilters().period);
  const chosenQuestionnaire = shallowRef<string | null>(null);
  const preview = shallowRef<ImportPreview | null>(null);
  const refused = shallowRef<DeskRefusal | null>(null);
  const busy = shallowRef(false);
  /** Part of the import that is done, while it runs. */
  const done = shallowRef<number | null>(null);
  /** Responses kept, after it. */
  const imported = shallowRef<number | null>(null);

  const activities = computed(() => activityDocuments.value.map(({ body }) => body));
  const questionnaires = computed(() => questionnaireDocuments.value.map(({ body }) => body.questionnaire));
  /** What was chosen, else what the agency uses now, else the only one there is. */
  const questionnaireKey = computed({
    get() {
      const used = agencies.value[0]?.body.questionnaire;
      return (
        chosenQuestionnaire.value ?? (used ? formKey(used) : (questionnaireDocuments.value[0]?.id ?? null))
      );
    },
    set: (key) => (chosenQuestionnaire.value = key),
  });
  const questionnaire = computed(
    () => questionnaires.value.find((one) => formKey(one) === questionnaireKey.value) ?? null,
  );
  const target = computed((): ImportTarget | null => {
    if (kind.value === 'period') return { kind: 'period', period: period.value };
    const found = activities.value.find(({ id }) => id === activity.value);
    return found === undefined ? null : { kind: 'activity', id: found.id, start: found.start };
  });
  const choice = computed((): ImportChoice | null =>
    file.value === null || questionnaire.value === null || target.value === null
      ? null
      : { sheet: sheet.value, questionnaire: questionnaire.value, target: target.value },
  );
  /** Day under which rows without a date are kept. */
  const day = computed(() => {
    if (target.value === null) return null;
    return target.value.kind === 'activity' ? jakartaDate(target.value.start) : lastDay(target.value.period);
  });
  /** The same file, imported before on whatever device. */
  const known = computed((): DeskRefusal | null => {
    const record = imports.value.find(({ body }) => body.fileHash === file.value?.fileHash)?.body;
    return record === undefined || imported.value !== null
      ? null
      : { kind: 'known', fileName: record.fileName, importedAt: record.importedAt };
  });
  const refusal = computed(() => refused.value ?? known.value);

  async function attempt(work: () => Promise<void>): Promise<void> {
    busy.value = true;
    refused.value = null;
    try {
      await work();
    } catch (reason) {
      if (!(reason instanceof DeskProblem)) throw reason;
      refused.value = reason.refusal;
    } finally {
      busy.value = false;
      done.value = null;
    }
  }

  const take = (chosen: File): Promise<void> =>
    attempt(async () => {
      file.value = await desk.open(chosen);
      sheet.value = Math.max(
        0,
        file.value.sheets.findIndex(({ rows }) => rows > 1),
      );
    });

  const submit = (): Promise<void> =>
    attempt(async () => {
      const agency = session.person?.agency;
      if (choice.value === null || agency === undefined) return;
      imported.value = await desk.import(agency, choice.value, Date.now(), (part) => (done.value = part));
      synchronisation.kick('edit');
    });

  function reset(): void {
    file.value = null;
    preview.value = null;
    refused.value = null;
    imported.value = null;
  }

  watch(choice, (chosen) => {
    preview.value = null;
    if (chosen === null) return;
    void attempt(async () => {
      const found = await desk.preview(chosen);
      if (choice.value === chosen) preview.value = found;
    });
  });

  return {
    file,
    sheet,
    kind,
    activity,
    period,
    questionnaireKey,
    questionnaire,
    questionnaires,
    activities,
    preview,
    day,
    known,
    refusal,
    busy,
    done,
    imported,
    take,
    submit,
    reset,
  };
}
