import type { Storage } from '#server/storage/storage.ts';
import { DAY, HOUR } from './calendar.ts';
import { enrolKiosks } from './enrol-kiosks.ts';
import type { Device, FieldYear, Load } from './responses.ts';

/** The third tablet has not been near a network for three days and holds answers that nobody has yet. */
const WAITING = { kiosk: 2, days: 3, answers: 14 } as const;

interface Audience {
  /** Account that did what staff do. */
  readonly by: string;
  readonly from: number;
  readonly now: number;
}

/** Enrols the tablets, issues the phones' links and hands everything in, oldest first. */
export async function deliverFieldYear(
  storage: Storage,
  agency: string,
  { loads, kiosks, mislaid }: FieldYear,
  { by, from, now }: Audience,
): Promise<void> {
  await enrolKiosks(storage, agency, kiosks, by);
  const links = new Map<string, string>();
  for (const { device, activity } of loads) if (device.channel === 'link') links.set(activity, device.label);
  await Promise.all(
    [...links].map(([subject, label]) => {
      const link = { channel: 'link' as const, subject, label, activities: [subject] };
      return storage.links.issue(agency, link, { by: 'endpoint', at: from });
    }),
  );
  await Promise.all(loads.map((load) => storage.responses.deliver(deliveryOf(agency, load))));
  if (mislaid !== null) {
    const { at, load } = mislaid;
    const reason = 'Tablet hilang setelah acara (contoh).';
    await storage.devices.revoke(agency, load.device.id, reason, { by, at: at + HOUR });
    await storage.responses.deliver(deliveryOf(agency, asOfRevoked(load)));
  }
  await Promise.all(kiosks.map((kiosk) => lastContact(storage, agency, kiosk, kiosks.indexOf(kiosk), now)));
}

function deliveryOf(agency: string, { device, activity, receivedAt, items, nextSequence }: LoadOrAside) {
  const { id, channel, label } = device;
  return {
    ...{ agency, receivedAt, items },
    contact: {
      ...{ id, channel, label, subject: channel === 'link' ? activity : null, generation: 0 },
      ...{ appVersion: 'contoh', at: receivedAt, nextSequence, unsent: 0 },
    },
  };
}

type LoadOrAside = Omit<Load, 'items'> & {
  readonly items: Parameters<Storage['responses']['deliver']>[0]['items'];
};

/** The same as the endpoint puts it aside. */
function asOfRevoked(load: Load): LoadOrAside {
  const items = load.items.map(({ id, hash, body, place }) => ({
    ...{ accepted: false as const, id, hash, bodyHash: hash, body },
    ...{ code: 'device-revoked', detail: 'The device was withdrawn.' },
    place: 'device' in place ? place : null,
  }));
  return { ...load, items };
}

/** How each tablet stood when it was last heard of: the evening before, except for the one that waits. */
async function lastContact(
  storage: Storage,
  agency: string,
  { id, label, sequence }: Device,
  place: number,
  now: number,
): Promise<void> {
  const waits = place === WAITING.kiosk;
  const at = waits ? now - WAITING.days * DAY : now - 18 * HOUR;
  const unsent = waits ? WAITING.answers : 0;
  const oldestUnsentAt = waits ? new Date(at - HOUR).toISOString() : null;
  const kiosk = await storage.devices.kiosk(id);
  if (kiosk?.revokedAt !== null) return;
  await storage.responses.deliver({
    ...{ agency, receivedAt: at, items: [] },
    contact: {
      ...{ id, channel: 'kiosk', label, subject: null, generation: 0, appVersion: 'contoh', at },
      ...{ nextSequence: sequence + 1 + unsent, unsent },
      state: {
        persisted: place !== 1,
        journal: 'opfs',
        oldestUnsentAt,
        kept: Math.min(sequence, 60 + place),
      },
    },
  });
}
