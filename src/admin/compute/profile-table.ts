import type { ResponseColumns } from '#local/office/columns.ts';
import type { CellTable } from './cell-table.ts';
import type { CountedChunk } from './count-cells.ts';
import type { Form } from './forms.ts';

/** One choice of one profile field. */
export interface Slot {
  readonly field: string;
  /** `null`: the field was left open. */
  readonly option: string | null;
}

/** Cells divided further by each profile field's choices; made when somebody first asks for profiles. */
export interface ProfileTable {
  /** By form. */
  readonly slots: readonly (readonly Slot[])[];
  /** The rows of the cell at place c are those from `firstRow[c]` up to, not including, `firstRow[c + 1]`. */
  readonly firstRow: Uint32Array;
  /** For each row the place among the slots of its cell's form. */
  readonly slot: Uint16Array;
  readonly respondents: Uint32Array;
  /** Per row `countsWidth` numbers, as in the cell table. */
  readonly counts: Uint32Array;
}

/** Counts all chunks by profile. The result holds only rows that somebody is in. */
export function countProfiles(table: CellTable, chunks: readonly CountedChunk[]): ProfileTable {
  const slots = table.forms.map(slotsOf);
  const width = Math.max(1, ...slots.map((ofForm) => ofForm.length));
  const rows = new Int32Array(table.size * width).fill(-1);
  const fields = chunks.map((chunk) => fieldsOf(chunk.columns, slots));
  chunks.forEach((chunk, at) => {
    for (const field of fields[at]!) {
      eachSlot(chunk, field, table.form, (_row, cell, slot) => (rows[cell * width + slot] = 0));
    }
  });
  const result = openRows(table, slots, rows, width);
  chunks.forEach((chunk, at) => {
    for (const field of fields[at]!) {
      const to = new Int32Array(chunk.cells.length).fill(-1);
      eachSlot(chunk, field, table.form, (row, cell, slot) => (to[row] = rows[cell * width + slot]!));
      countAnswers(table, result, chunk, to);
    }
  });
  return result;
}

/** One profile field of one chunk. */
interface Field {
  /** For each row 0 (open) or the number of its choice; `null` when nobody in the chunk gave it. */
  readonly codes: Uint8Array | null;
  /** By form and such a number the place of the slot; `null` for a form without this field. */
  readonly slotOf: readonly (readonly number[] | null)[];
}

function slotsOf(form: Form): Slot[] {
  return form.questionnaire.content.profile.flatMap(({ key, options }) =>
    [...options.map((option) => option.key), null].map((option) => ({ field: key, option })),
  );
}

function fieldsOf(columns: ResponseColumns, slots: readonly (readonly Slot[])[]): Field[] {
  return [...new Set(slots.flat().map((slot) => slot.field))].map((field) => {
    const column = columns.profile[field];
    const options = [null, ...(column?.options ?? [])];
    return {
      codes: column?.codes ?? null,
      slotOf: slots.map((ofForm) => {
        const open = ofForm.findIndex((slot) => slot.field === field && slot.option === null);
        if (open < 0) return null;
        return options.map((option) => {
          const known = ofForm.findIndex((slot) => slot.field === field && slot.option === option);
          return known < 0 ? open : known;
        });
      }),
    };
  });
}

/** Calls back with each counted row of a chunk that the field applies to, and with the place of its slot. */
function eachSlot(
  chunk: CountedChunk,
  { codes, slotOf }: Field,
  forms: Uint16Array,
  visit: (row: number, cell: number, slot: number) => void,
): void {
  for (let row = 0; row < chunk.cells.length; row += 1) {
    const cell = chunk.cells[row]!;
    const slot = cell < 0 ? undefined : slotOf[forms[cell]!]?.[codes?.[row] ?? 0];
    if (slot !== undefined) visit(row, cell, slot);
  }
}

function openRows(table: CellTable, slots: readonly Slot[][], rows: Int32Array, width: number): ProfileTable {
  const firstRow = new Uint32Array(table.size + 1);
  const slot: number[] = [];
  for (let cell = 0; cell < table.size; cell += 1) {
    firstRow[cell] = slot.length;
    for (let local = 0; local < width; local += 1) {
      if (rows[cell * width + local] === 0) rows[cell * width + local] = slot.push(local) - 1;
    }
  }
  firstRow[table.size] = slot.length;
  return {
    slots,
    firstRow,
    slot: Uint16Array.from(slot),
    respondents: new Uint32Array(slot.length),
    counts: new Uint32Array(slot.length * table.countsWidth),
  };
}

/** Counts the answers of one question, once for each field, under the row of its respondent's choice. */
function countAnswers(table: CellTable, result: ProfileTable, chunk: CountedChunk, to: Int32Array): void {
  const filled = new Uint8Array(chunk.cells.length);
  for (const [question, scores] of Object.entries(chunk.columns.answers)) {
    const places = table.forms.map((form) => form.places.get(question) ?? -1);
    for (let row = 0; row < to.length; row += 1) {
      const score = scores[row]!;
      if (score === 0 || score > 4 || to[row]! < 0) continue;
      const place = places[table.form[chunk.cells[row]!]!]!;
      if (place < 0) continue;
      result.counts[to[row]! * table.countsWidth + place * 4 + score - 1]! += 1;
      filled[row] = 1;
    }
  }
  for (let row = 0; row < to.length; row += 1) {
    if (filled[row] === 1) result.respondents[to[row]!]! += 1;
  }
}
