import type { PushAnswer, PushRequest } from '#protocol/survey.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { instant } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';
import type { DeviceContact } from '../storage/link-store.ts';
import type { Grant } from './grant.ts';
import { wrongSignature } from './kiosk.ts';
import type { Kiosk } from './kiosk.ts';
import { judgeItem } from './judge.ts';
import type { Sender } from './judge.ts';
import { kioskSender, linkSender } from './senders.ts';

type Batch = Pick<PushRequest, 'device' | 'items'>;

/** Takes the batch of a phone that came with a link. Throws `signature-wrong` for the identity of an enrolled kiosk. */
export async function takeLinkPush(endpoint: Endpoint, grant: Grant, batch: Batch): Promise<PushAnswer> {
  const { channel, subject, label } = grant.link;
  const { id } = batch.device;
  if ((await endpoint.storage.devices.kiosk(id)) !== null) throw wrongSignature();
  const sender = await linkSender(endpoint.storage, grant, id);
  return take(endpoint, sender, batch, { channel, subject, label, generation: grant.generation });
}

/** Takes the batch that an enrolled kiosk has signed; of a revoked one everything is put aside. */
export async function takeKioskPush(endpoint: Endpoint, kiosk: Kiosk, batch: Batch): Promise<PushAnswer> {
  const { contact, state } = batch.device;
  const sender = await kioskSender(endpoint.storage, kiosk);
  const { label } = kiosk.record;
  return take(endpoint, sender, batch, {
    ...{ channel: 'kiosk', subject: null, label, generation: 0, contact, state },
  });
}

type Origin = Pick<DeviceContact, 'channel' | 'subject' | 'label' | 'generation' | 'contact' | 'state'>;

async function take(
  endpoint: Endpoint,
  sender: Sender,
  { device, items }: Batch,
  origin: Origin,
): Promise<PushAnswer> {
  const at = endpoint.now();
  const { id, appVersion, nextSequence, unsent } = device;
  const judged = await Promise.all(items.map((item) => judgeItem(item, sender)));
  const { results, ledger, backedUp } = await endpoint.storage.responses.deliver({
    agency: sender.agency,
    receivedAt: at,
    contact: { id, appVersion, nextSequence, unsent, at, ...origin },
    items: judged,
  });
  return {
    marker: PROTOCOL_MARKER,
    serverTime: instant(endpoint.now()),
    results: [...results],
    ledger:
      ledger === null
        ? { highest: 0, missing: [], missingCount: 0 }
        : { ...ledger, missing: [...ledger.missing] },
    backedUp,
  };
}
