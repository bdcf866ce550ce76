import type { PushAnswer, PushRequest } from '#protocol/survey.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { instant } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';
import type { DeviceContact } from '../storage/link-store.ts';
import type { Delivery } from '../storage/response-store.ts';
import type { Grant } from './grant.ts';
import { wrongSignature } from './kiosk.ts';
import type { Kiosk } from './kiosk.ts';
import { judgeItem } from './judge.ts';
import type { Sender } from './judge.ts';
import { kioskSender, linkSender } from './senders.ts';

type Batch = Pick<PushRequest, 'device' | 'items'>;

/** Throws `signature-wrong` for the identity of an enrolled kiosk: nobody else may speak for it. */
export async function requirePhone({ storage }: Endpoint, device: string): Promise<void> {
  if ((await storage.devices.kiosk(device)) !== null) throw wrongSignature();
}

/** Takes the batch of a phone that came with a link. */
export async function takeLinkPush(endpoint: Endpoint, grant: Grant, batch: Batch): Promise<PushAnswer> {
  const { channel, subject, label } = grant.link;
  const { id } = batch.device;
  const { personal, generation } = grant;
  const at = endpoint.now();
  const sender = await linkSender(endpoint.storage, grant, id, at);
  const code = personal === null ? undefined : { activity: subject, hash: personal };
  return take(endpoint, sender, batch, { at, channel, subject, label, generation }, code);
}

/** Takes the batch that an enrolled kiosk has signed; of a revoked one everything is put aside. */
export async function takeKioskPush(endpoint: Endpoint, kiosk: Kiosk, batch: Batch): Promise<PushAnswer> {
  const { contact, state } = batch.device;
  const at = endpoint.now();
  const sender = await kioskSender(endpoint.storage, kiosk, at);
  const { label } = kiosk.record;
  return take(endpoint, sender, batch, {
    ...{ at, channel: 'kiosk', subject: null, label, generation: 0, contact, state },
  });
}

type Origin = Pick<
  DeviceContact,
  'at' | 'channel' | 'subject' | 'label' | 'generation' | 'contact' | 'state'
>;

async function take(
  endpoint: Endpoint,
  sender: Sender,
  { device, items }: Batch,
  origin: Origin,
  personal?: Delivery['personal'],
): Promise<PushAnswer> {
  const { id, appVersion, nextSequence, unsent } = device;
  const judged = await Promise.all(items.map((item) => judgeItem(item, sender)));
  const { results, ledger, backedUp } = await endpoint.storage.responses.deliver({
    agency: sender.agency,
    receivedAt: origin.at,
    contact: { id, appVersion, nextSequence, unsent, ...origin },
    personal,
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
