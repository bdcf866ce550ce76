import { LIMITS } from '#protocol/limits.ts';
import type { Storage } from '#server/storage/storage.ts';
import type { Device, Load } from './responses.ts';

/** Issues the links that the devices came with and hands their responses in, oldest first. */
export async function deliverLoads(
  storage: Storage,
  agency: string,
  loads: readonly Load[],
  linkedAt: number,
): Promise<void> {
  const subjects = new Map(loads.map(({ device, activity }) => [device, subjectOf(device, activity)]));
  await Promise.all(
    [...subjects].map(([device, subject]) => {
      const { channel, label } = device;
      const activities = channel === 'link' ? [subject] : device.activities.slice(-LIMITS.links);
      const audit = { by: 'endpoint', at: linkedAt };
      return storage.links.issue(agency, { channel, subject, label, activities }, audit);
    }),
  );
  await Promise.all(
    loads.map(({ device, receivedAt, items, nextSequence }) =>
      storage.responses.deliver({
        ...{ agency, receivedAt, items },
        contact: {
          ...{ id: device.id, channel: device.channel, subject: subjects.get(device) ?? '', generation: 0 },
          ...{ label: device.label, appVersion: 'contoh', at: receivedAt, nextSequence, unsent: 0 },
        },
      }),
    ),
  );
}

/** A phone came with its activity's link; a tablet with an enrolment, which may as well carry the tablet's own id. */
function subjectOf(device: Device, activity: string): string {
  return device.channel === 'link' ? activity : device.id;
}
