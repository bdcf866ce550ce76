import { computed, ref, shallowRef, watch } from 'vue';
import type { Activity } from '#domain/activity.ts';
import { newId } from '#local/identifier.ts';
import type { NewEdit } from '#local/office/edits.ts';
import { readTable, TableFileProblem } from '../tables/read-table.ts';
import type { SheetTable, TableProblemCode } from '../tables/read-table.ts';
import { newActivity, updatedFields } from './apply.ts';
import { findHeader, suggestColumns } from './columns.ts';
import type { AgendaField } from './columns.ts';
import { planImport } from './plan.ts';
import type { PlannedRow } from './plan.ts';

/** What an import did, for the last screen. */
export interface ImportOutcome {
  readonly added: number;
  readonly updated: number;
  readonly skipped: number;
  readonly problems: number;
}

type Wanted = NewEdit<'activity'>;

/**
 * The steps of an import, each recomputed when an earlier choice changes: file, sheet, heading row, columns, plan.
 * @param existing the activities that are there now
 */
export function useAgendaImport(existing: () => readonly Activity[]) {
  const sheets = shallowRef<readonly SheetTable[]>([]);
  const fileProblem = shallowRef<TableProblemCode | null>(null);
  const busy = shallowRef(false);
  const sheet = shallowRef(0);
  const header = shallowRef<number | null>(null);
  const match = ref<Partial<Record<AgendaField, number>>>({});
  const onKnown = shallowRef<'skip' | 'update'>('skip');

  const rows = computed(() => sheets.value[sheet.value]?.rows ?? []);
  const plan = computed<PlannedRow[]>(() =>
    header.value === null || match.value.name === undefined
      ? []
      : planImport(rows.value, header.value, match.value, existing()),
  );
  const usable = computed(() =>
    plan.value.filter((row) => row.kind === 'new' || (row.kind === 'known' && onKnown.value === 'update')),
  );

  watch([sheets, sheet], () => (header.value = findHeader(rows.value)));
  watch(
    () => (header.value === null ? null : rows.value[header.value]),
    (heading) => (match.value = heading ? { ...suggestColumns(heading) } : {}),
  );

  async function take(file: File): Promise<void> {
    busy.value = true;
    fileProblem.value = null;
    try {
      const found = await readTable(file.name, new Uint8Array(await file.arrayBuffer()));
      sheet.value = Math.max(
        0,
        found.findIndex((table) => findHeader(table.rows) !== null),
      );
      sheets.value = found;
    } catch (reason) {
      if (!(reason instanceof TableFileProblem)) throw reason;
      sheets.value = [];
      fileProblem.value = reason.code;
    } finally {
      busy.value = false;
    }
  }

  /** The edits that the plan means, and what will be said about them afterwards. */
  function decide(questionnaire: Activity['survey']['questionnaire']): {
    edits: Wanted[];
    outcome: ImportOutcome;
  } {
    const now = Date.now();
    const edits: Wanted[] = [];
    let [added, updated] = [0, 0];
    for (const row of usable.value) {
      if (row.kind === 'new') {
        const id = newId(now);
        edits.push({ kind: 'activity', id, changes: newActivity(id, row.entry, questionnaire) });
        added += 1;
      } else if (row.kind === 'known') {
        const timeGiven = !row.notices.includes('time-missing');
        const changes = updatedFields(row.existing, row.entry, timeGiven);
        if (Object.keys(changes).length > 0) edits.push({ kind: 'activity', id: row.existing.id, changes });
        updated += 1;
      }
    }
    const problems = plan.value.filter(({ kind }) => kind === 'problems').length;
    return {
      edits,
      outcome: { added, updated, skipped: plan.value.length - added - updated - problems, problems },
    };
  }

  function reset(): void {
    sheets.value = [];
    fileProblem.value = null;
    onKnown.value = 'skip';
  }

  return {
    sheets,
    sheet,
    header,
    match,
    onKnown,
    rows,
    plan,
    usable,
    fileProblem,
    busy,
    take,
    decide,
    reset,
  };
}
