import type { JudgedItem } from '../response-store.ts';
import type { Connection } from './connection.ts';
import { integer, uuidBytes } from './values.ts';

/**
 * Adds the mark `burst` to a response when enough other devices gave their first one within seconds of it. Those that
 * came before the measure was full stay unmarked: an office has them already, and a response is never changed. One that
 * is sent again counts itself, which changes nothing of what is stored; asked without its id, the index alone answers.
 */
export function markedBurst(
  connection: Connection,
  agency: Buffer,
  item: JudgedItem | undefined,
): JudgedItem | undefined {
  if (item?.accepted !== true || item.burst === undefined || item.activity === null) return item;
  const { count, withinMs } = item.burst;
  const others = connection.get(
    (row) => integer(row['n']),
    `SELECT count(*) AS n FROM (SELECT 1 FROM responses WHERE agency = ? AND activity = ? AND sequence = 1
       AND submitted_at BETWEEN ? AND ? LIMIT ?)`,
    agency,
    uuidBytes(item.activity),
    item.submittedAt - withinMs,
    item.submittedAt + withinMs,
    count,
  );
  return (others ?? 0) + 1 < count ? item : { ...item, marks: [...item.marks, 'burst'] };
}
