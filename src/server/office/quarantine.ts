import type { QuarantineAnswer, QuarantineItem } from '#protocol/device.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { instant } from '../endpoint.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import type { QuarantineRecord } from '../storage/response-store.ts';
import type { StaffCall } from './route.ts';

/** Items shown at once; the newest are what a person looks at. */
const QUARANTINE_SHOWN = 200;

export async function listQuarantine({ endpoint, session }: StaffCall): Promise<Answer> {
  const agency = session.agency.id;
  const items = await endpoint.storage.responses.quarantine(agency, QUARANTINE_SHOWN);
  const accounts = await endpoint.storage.accounts.list(agency);
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const answer: QuarantineAnswer = {
    marker: PROTOCOL_MARKER,
    items: items.map((item) => shown(item, names)),
  };
  return jsonAnswer(answer);
}

function shown(item: QuarantineRecord, names: ReadonlyMap<string, string>): QuarantineItem {
  const { receivedAt, judged } = item;
  return {
    ...item,
    receivedAt: instant(receivedAt),
    judged:
      judged === null ? null : { ...judged, at: instant(judged.at), by: names.get(judged.by) ?? judged.by },
  };
}
