import type { Chunk } from '#local/office/chunk-writer.ts';
import { appendResponses } from '#local/office/responses.ts';
import type { ReadResponse } from '#local/office/responses.ts';
import { columnsOf } from './office-scene.ts';
import type { KeptResponse } from './office-scene.ts';

/** All pages of some responses, one after the other; the chunks as they are at the end. */
export function append(last: Chunk | null, responses: readonly KeptResponse[]): Chunk[] {
  const chunks = new Map<number, Chunk>();
  let open = last;
  for (const columns of columnsOf(responses)) {
    for (const chunk of appendResponses(open, columns)) {
      chunks.set(chunk.columns.chunk, chunk);
      open = chunk;
    }
  }
  return [...chunks.values()];
}

/** A response as the office reads it out of its columns. */
export function asRead({ response, receivedAt }: KeptResponse): ReadResponse {
  const { id, questionnaire, channel, answers, profile, comment, flags } = response;
  const order = ['all-same', 'too-fast', 'after-close', 'clock-odd', 'repeated-phone', 'burst'];
  return {
    code: id.slice(-8).toUpperCase(),
    ...{ activity: response.activity, questionnaire, channel, answers, profile, comment },
    submittedAt: toMinute(response.submittedAt),
    receivedAt: toMinute(receivedAt),
    flags: [...flags].sort((a, b) => order.indexOf(a) - order.indexOf(b)),
  };
}

function toMinute(instant: string): string {
  return `${instant.slice(0, 16)}:00.000Z`;
}
