import type { DevicesAnswer, QuarantineAnswer } from '#protocol/office.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { instant } from '../endpoint.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import type { StaffCall } from './route.ts';

/** Items shown at once; the newest are what a person looks at. */
const QUARANTINE_SHOWN = 200;

export async function listDevices({ endpoint, session }: StaffCall): Promise<Answer> {
  const devices = await endpoint.storage.links.devices(session.agency.id);
  const answer: DevicesAnswer = {
    marker: PROTOCOL_MARKER,
    devices: devices.map(({ lastSeenAt, missing, ...device }) => ({
      ...device,
      lastSeenAt: instant(lastSeenAt),
      missing: [...missing],
    })),
  };
  return jsonAnswer(answer);
}

export async function listQuarantine({ endpoint, session }: StaffCall): Promise<Answer> {
  const items = await endpoint.storage.responses.quarantine(session.agency.id, QUARANTINE_SHOWN);
  const answer: QuarantineAnswer = {
    marker: PROTOCOL_MARKER,
    items: items.map(({ receivedAt, ...item }) => ({ ...item, receivedAt: instant(receivedAt) })),
  };
  return jsonAnswer(answer);
}
