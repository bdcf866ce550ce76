import { EnrolRequest, PushRequest } from '#protocol/survey.ts';
import type { EnrolAnswer, LinkAnswer, PublicActivity, PushAnswer } from '#protocol/survey.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { instant } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import type { Route } from '../http/app.ts';
import { readJson } from '../http/body.ts';
import { Problem } from '../http/problem.ts';
import { fieldSender } from './field-sender.ts';
import { requireGrant, requireOpenGrant } from './grant.ts';
import { judgeItem } from './judge.ts';
import { Library } from './library.ts';
import { publicActivity } from './public-activity.ts';
import { readBatch } from './read-batch.ts';

/** Seconds without a touch after which a kiosk asks whether somebody is still there. */
const IDLE_SECONDS = 45;

/** The survey origin's API; the token in the Authorization header is the only right anybody has here. */
export function surveyRoutes(endpoint: Endpoint): Route[] {
  return [
    { method: 'GET', path: '/api/v1/link', handle: (request) => openLink(endpoint, request) },
    { method: 'POST', path: '/api/v1/enrol', handle: (request) => enrol(endpoint, request) },
    { method: 'POST', path: '/api/v1/push', handle: (request) => push(endpoint, request) },
  ];
}

async function openLink(endpoint: Endpoint, request: Request): Promise<Answer> {
  const { agency, link } = await requireOpenGrant(endpoint, request, ['link']);
  const library = new Library(endpoint.storage, agency.id);
  const activity = await publicActivity(library, link.subject, endpoint.now());
  if (!activity.open) throw new Problem('activity-closed', 'The survey of this activity is closed.');
  const answer: LinkAnswer = {
    marker: PROTOCOL_MARKER,
    serverTime: instant(endpoint.now()),
    agency: { id: agency.id, name: (await library.agency()).name },
    demo: endpoint.demo,
    activity,
  };
  return jsonAnswer(answer);
}

async function enrol(endpoint: Endpoint, request: Request): Promise<Answer> {
  const { agency, link } = await requireOpenGrant(endpoint, request, ['kiosk']);
  const { device, appVersion } = await readJson(request, EnrolRequest);
  const at = endpoint.now();
  const library = new Library(endpoint.storage, agency.id);
  const activities = await activitiesStillThere(library, link.activities, at);
  const { channel, subject, generation, label } = link;
  await endpoint.storage.links.enrol(agency.id, {
    ...{ id: device, channel, subject, generation, label, appVersion, at },
  });
  const answer: EnrolAnswer = {
    marker: PROTOCOL_MARKER,
    serverTime: instant(at),
    agency: { id: agency.id, name: (await library.agency()).name },
    demo: endpoint.demo,
    label,
    idleSeconds: IDLE_SECONDS,
    activities,
  };
  return jsonAnswer(answer);
}

/** A kiosk prepared for a day still serves the other activities when one of them was deleted. Throws when none is left. */
async function activitiesStillThere(
  library: Library,
  ids: readonly string[],
  at: number,
): Promise<PublicActivity[]> {
  const found: PublicActivity[] = [];
  let gone: Problem | null = null;
  for (const id of ids) {
    try {
      found.push(await publicActivity(library, id, at));
    } catch (reason) {
      if (!(reason instanceof Problem) || reason.code !== 'activity-unknown') throw reason;
      gone = reason;
    }
  }
  if (found.length === 0 && gone !== null) throw gone;
  return found;
}

async function push(endpoint: Endpoint, request: Request): Promise<Answer> {
  const grant = await requireGrant(endpoint, request, ['link', 'kiosk']);
  const { device, items } = await readBatch(request, PushRequest);
  const { agency, link } = grant;
  const { channel, subject, label } = link;
  const at = endpoint.now();
  const covered = new Set(link.activities);
  if (channel === 'kiosk') {
    const earlier = await endpoint.storage.links.activitiesOfDevice(agency.id, device.id, channel);
    for (const activity of earlier) covered.add(activity);
  }
  const sender = fieldSender(grant, device.id, covered, new Library(endpoint.storage, agency.id));
  const judged = await Promise.all(items.map((item) => judgeItem(item, sender)));
  const { results, ledger } = await endpoint.storage.responses.deliver({
    agency: agency.id,
    receivedAt: at,
    contact: {
      ...{ id: device.id, channel, subject, generation: grant.generation, label, at },
      appVersion: device.appVersion,
      nextSequence: device.nextSequence,
      unsent: device.unsent,
    },
    items: judged,
  });
  const answer: PushAnswer = {
    marker: PROTOCOL_MARKER,
    serverTime: instant(endpoint.now()),
    results: [...results],
    ledger:
      ledger === null
        ? { highest: 0, missing: [], missingCount: 0 }
        : { ...ledger, missing: [...ledger.missing] },
  };
  return jsonAnswer(answer);
}
