import { RESPONSE_FLAGS } from '#domain/response.ts';
import type { ResponseFlag } from '#domain/response.ts';
import type { StoredResponse } from '../response-store.ts';
import type { Row } from './connection.ts';
import { hex, integer, text, uuid } from './values.ts';

export function readResponse(row: Row): StoredResponse {
  return {
    seq: integer(row['seq']),
    id: uuid(row['id']),
    hash: hex(row['hash']),
    activity: row['activity'] === null ? null : uuid(row['activity']),
    body: text(row['body']),
    marks: flagsOf(text(row['marks'])),
    receivedAt: integer(row['received_at']),
  };
}

/** The endpoint's marks out of their column. */
export function flagsOf(marks: string): ResponseFlag[] {
  return marks === '' ? [] : RESPONSE_FLAGS.filter((flag) => marks.includes(flag));
}
