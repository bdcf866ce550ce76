import { RESPONSE_FLAGS } from '#domain/response.ts';
import type { StoredResponse } from '../response-store.ts';
import type { Row } from './connection.ts';
import { hex, integer, text, uuid } from './values.ts';

export function readResponse(row: Row): StoredResponse {
  const marks = text(row['marks']);
  return {
    seq: integer(row['seq']),
    id: uuid(row['id']),
    hash: hex(row['hash']),
    activity: row['activity'] === null ? null : uuid(row['activity']),
    body: text(row['body']),
    marks: RESPONSE_FLAGS.filter((flag) => marks.includes(flag)),
    receivedAt: integer(row['received_at']),
  };
}
