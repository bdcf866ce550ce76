import { Problem } from '../http/problem.ts';
import { readLink } from '../security/link-token.ts';
import type { Endpoint } from '../endpoint.ts';
import type { LinkChannel, LinkRecord } from '../storage/link-store.ts';
import type { AgencyRecord } from '../storage/storage.ts';

/** What a valid token allows. */
export interface Grant {
  readonly agency: AgencyRecord;
  readonly link: LinkRecord;
  /** Milliseconds since 1970; afterwards nothing new may be opened, but what was answered is still taken. */
  readonly expiresAt: number;
  /** Of the token; the link's own is higher once it was revoked. */
  readonly generation: number;
  readonly revoked: boolean;
}

/** Reads `Authorization: Link <token>` or `Kiosk <token>` and proves it. Throws a Problem; expiry is left to the caller. */
export async function requireGrant(
  endpoint: Endpoint,
  request: Request,
  channels: readonly LinkChannel[],
): Promise<Grant> {
  const [scheme = '', token = ''] = (request.headers.get('authorization') ?? '').split(' ');
  const read = readLink(token);
  if (read === null) throw altered();
  const { claims } = read;
  const agency = await endpoint.storage.agencies.byNumber(claims.agency);
  if (agency === null || !read.isSignedWith(agency.linkKey)) throw altered();
  if (claims.channel !== scheme.toLowerCase() || !channels.includes(claims.channel)) throw altered();
  const link = await endpoint.storage.links.get(agency.id, claims.channel, claims.subject);
  if (link === null) throw new Problem('activity-unknown', 'The link is not known here (any more).');
  const { generation } = claims;
  return {
    agency,
    link,
    generation,
    expiresAt: claims.expires * 1000,
    revoked: generation !== link.generation,
  };
}

/** The same for opening something new: neither revoked nor expired. */
export async function requireOpenGrant(
  endpoint: Endpoint,
  request: Request,
  channels: readonly LinkChannel[],
): Promise<Grant> {
  const grant = await requireGrant(endpoint, request, channels);
  if (grant.revoked) throw new Problem('link-revoked', 'The office has withdrawn this link.');
  if (grant.expiresAt < endpoint.now()) throw new Problem('link-expired', 'The link has expired.');
  return grant;
}

function altered(): Problem {
  return new Problem('link-altered', 'The link is incomplete or was altered. Open it again from its source.');
}
