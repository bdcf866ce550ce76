import type { ImportRecord } from '#domain/agency.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import { firstDay, lastDay } from '#domain/period.ts';
import { responseFlags } from '#domain/quality.ts';
import type { Questionnaire } from '#domain/questionnaire.ts';
import type { SurveyResponse } from '#domain/response.ts';
import { responseId } from './import-ids.ts';
import type { ImportedRow, ImportTarget } from './read-import.ts';

/** Everything that all responses of one file share. */
export interface ImportBatch {
  readonly agency: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly questionnaire: Questionnaire;
  readonly target: ImportTarget;
}

/** The frozen text of each row: the same file gives the same bytes, whoever reads it and whenever. */
export async function freeze(batch: ImportBatch, record: string, row: ImportedRow): Promise<string> {
  const { id: questionnaire, version, hash } = batch.questionnaire;
  const response: SurveyResponse = {
    format: 1,
    id: await responseId(batch.fileHash, row.row),
    agency: batch.agency,
    activity: batch.target.kind === 'activity' ? batch.target.id : null,
    questionnaire: { id: questionnaire, version, hash },
    channel: 'import',
    place: { batch: record, row: row.row },
    answers: row.answers,
    profile: row.profile,
    comment: row.comment,
    language: 'id',
    submittedAt: row.submittedAt,
    durationMs: 0,
    flags: responseFlags({ answers: row.answers, durationMs: 0, channel: 'import' }),
  };
  return canonicalJson(response);
}

/** @param now milliseconds since 1970 */
export function importRecord(batch: ImportBatch, id: string, rows: number, now: number): ImportRecord {
  const { fileName, fileHash, target } = batch;
  return {
    id,
    fileName,
    fileHash,
    rows,
    activity: target.kind === 'activity' ? target.id : null,
    period: target.kind === 'period' ? { from: firstDay(target.period), to: lastDay(target.period) } : null,
    importedAt: new Date(now).toISOString(),
  };
}
