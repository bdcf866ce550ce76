import { LIMITS } from '#protocol/limits.ts';
import { PushRequest } from '#protocol/survey.ts';
import type { LinkAnswer } from '#protocol/survey.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { instant } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import type { Route } from '../http/app.ts';
import { JSON_TYPES, readBytes, valueOf } from '../http/body.ts';
import { Problem } from '../http/problem.ts';
import { CodeThrottle } from '../security/code-throttle.ts';
import { requireGrant, requireOpenGrant } from './grant.ts';
import type { Grant } from './grant.ts';
import { enrolKiosk, renewKiosk } from './kiosk-routes.ts';
import { deviceSignature, requireKiosk, signedAnswer } from './kiosk.ts';
import { Library } from './library.ts';
import { publicActivity } from './public-activity.ts';
import { batchOf, readBatch } from './read-batch.ts';
import { requirePhone, takeKioskPush, takeLinkPush } from './take-push.ts';

/** The survey origin's API; what is in the Authorization header is the only right anybody has here. */
export function surveyRoutes(endpoint: Endpoint): Route[] {
  const throttle = new CodeThrottle(endpoint.now);
  return [
    { method: 'GET', path: '/api/v1/link', handle: (request) => openLink(endpoint, request) },
    {
      method: 'POST',
      path: '/api/v1/device/enrol',
      handle: (request, _, network) => enrolKiosk(endpoint, throttle, request, network),
    },
    { method: 'POST', path: '/api/v1/device/renew', handle: (request) => renewKiosk(endpoint, request) },
    { method: 'POST', path: '/api/v1/push', handle: (request) => push(endpoint, request) },
  ];
}

async function openLink(endpoint: Endpoint, request: Request): Promise<Answer> {
  const grant = await requireOpenGrant(endpoint, authorizationOf(request));
  const { agency, link } = grant;
  const library = new Library(endpoint.storage, agency.id);
  const activity = await publicActivity(library, link.subject, endpoint.now());
  if (!activity.open) throw new Problem('activity-closed', 'The survey of this activity is closed.');
  await requireInvitation(endpoint, grant, library);
  const answer: LinkAnswer = {
    marker: PROTOCOL_MARKER,
    serverTime: instant(endpoint.now()),
    agency: { id: agency.id, name: (await library.agency()).name },
    demo: endpoint.demo,
    activity,
  };
  return jsonAnswer(answer);
}

/** A personal code must be there and unspent; without one the survey must be open to everybody with the link. */
async function requireInvitation(endpoint: Endpoint, grant: Grant, library: Library): Promise<void> {
  const { agency, link, personal } = grant;
  if (personal === null) {
    const known = await library.activity(link.subject);
    if (known?.activity.survey.invitedOnly !== true) return;
    throw new Problem('invited-only', 'This survey is for people with a personal code.');
  }
  const state = await endpoint.storage.links.personalCode(agency.id, link.subject, personal);
  if (state === null) throw new Problem('code-wrong', 'There is no such personal code.');
  if (state === 'spent') throw new Problem('code-spent', 'This personal code has been used.');
}

async function push(endpoint: Endpoint, request: Request): Promise<Answer> {
  const signature = deviceSignature(authorizationOf(request));
  if (signature !== null) return pushOfKiosk(endpoint, request, signature);
  const grant = await requireGrant(endpoint, authorizationOf(request));
  const batch = await readBatch(request, PushRequest);
  await requirePhone(endpoint, batch.device.id);
  return jsonAnswer(await takeLinkPush(endpoint, grant, batch));
}

async function pushOfKiosk(endpoint: Endpoint, request: Request, signature: string): Promise<Answer> {
  const bytes = await readBytes(request, JSON_TYPES, LIMITS.batchBytes);
  const batch = batchOf(valueOf(bytes), PushRequest);
  const kiosk = await requireKiosk(endpoint, batch.device.id, bytes, signature);
  return signedAnswer(kiosk.agency, await takeKioskPush(endpoint, kiosk, batch));
}

function authorizationOf(request: Request): string | null {
  return request.headers.get('authorization');
}
