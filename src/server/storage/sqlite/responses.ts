import type { ResponseStore } from '../response-store.ts';
import type { Connection } from './connection.ts';
import { accept, readQuarantine, refuse } from './quarantine.ts';
import { readResponse } from './read-response.ts';
import { takeDelivery } from './take-delivery.ts';
import { uuidBytes } from './values.ts';
import type { Writer } from './writer.ts';

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
    putAside: async (agency, id) =>
      connection.get(
        readQuarantine,
        'SELECT * FROM quarantine WHERE agency = ? AND id = ?',
        uuidBytes(agency),
        uuidBytes(id),
      ),
    refuse: (agency, id, reason, audit) =>
      writer.write(() => refuse(connection, uuidBytes(agency), id, reason, audit)),
    accept: (agency, id, response, reason, audit) =>
      writer.write(() => accept(connection, uuidBytes(agency), id, response, reason, audit)),
  };
}
