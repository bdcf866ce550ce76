import { appendResponses, rowOf } from '#local/office/responses.ts';
import type { ReadResponse } from '#local/office/responses.ts';
import { PullItem } from '#protocol/office.ts';

/** The responses of a pulled page one by one, as the office reads them out of its columns. */
export function responsesIn(items: readonly unknown[]): ReadResponse[] {
  return items.flatMap((given) => {
    const item = PullItem.parse(given);
    if (item.type !== 'responses') return [];
    return appendResponses(null, item).flatMap((chunk) =>
      Array.from({ length: chunk.columns.count }, (_, row) => rowOf(chunk, row)),
    );
  });
}
