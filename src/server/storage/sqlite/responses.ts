import type { Judgement, QuarantineRecord, ResponseStore } from '../response-store.ts';
import type { Connection, Row } from './connection.ts';
import { readResponse } from './read-response.ts';
import { takeDelivery } from './take-delivery.ts';
import { hex, integer, text, uuid, uuidBytes } from './values.ts';
import type { Writer } from './writer.ts';

function readQuarantine(row: Row): QuarantineRecord {
  return {
    id: uuid(row['id']),
    item: uuid(row['item']),
    hash: hex(row['hash']),
    code: text(row['code']),
    detail: text(row['detail']),
    receivedAt: integer(row['received_at']),
    body: text(row['body']),
    device: row['device'] === null ? null : uuid(row['device']),
    sequence: row['sequence'] === null ? null : integer(row['sequence']),
    judged: row['decision'] === null ? null : readJudgement(row),
  };
}

function readJudgement(row: Row): Judgement {
  return {
    decision: text(row['decision']) === 'accepted' ? 'accepted' : 'refused',
    reason: text(row['reason']),
    at: integer(row['judged_at']),
    by: text(row['judged_by']),
  };
}

export function sqliteResponses(connection: Connection, writer: Writer): ResponseStore {
  return {
    deliver: (delivery) => writer.write(() => takeDelivery(connection, delivery)),
    each: (agency, { activity, from, to }) =>
      connection.each(
        readResponse,
        `SELECT * FROM responses WHERE agency = ?1 AND (?2 IS NULL OR activity = ?2)
         AND (?3 IS NULL OR submitted_at >= ?3) AND (?4 IS NULL OR submitted_at < ?4) ORDER BY seq`,
        uuidBytes(agency),
        activity === undefined ? null : uuidBytes(activity),
        from ?? null,
        to ?? null,
      ),
    quarantine: async (agency, limit) =>
      connection.all(
        readQuarantine,
        `SELECT * FROM quarantine AS aside WHERE agency = ? AND (decision IS NOT NULL OR NOT EXISTS (
           SELECT 1 FROM responses WHERE agency = aside.agency AND id = aside.item AND hash = aside.hash))
         ORDER BY received_at DESC, id DESC LIMIT ?`,
        uuidBytes(agency),
        limit,
      ),
  };
}
