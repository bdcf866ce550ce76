import { Problem } from '../http/problem.ts';
import { codeHash } from '../security/enrolment-code.ts';
import { readLink } from '../security/link-token.ts';
import type { Endpoint } from '../endpoint.ts';
import type { LinkRecord } from '../storage/link-store.ts';
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
  /** SHA-256 of the personal code it came with; whether that code exists is not asked yet. */
  readonly personal: string | null;
}

/**
 * Reads `Link <token>` or `Personal <token>.<code>` and proves the token. Throws a Problem; expiry and the personal code
 * are left to the caller.
 */
export async function requireGrant(endpoint: Endpoint, authorization: string | null): Promise<Grant> {
  const [scheme = '', said = ''] = (authorization ?? '').split(' ');
  const [token = '', code] = said.split('.', 2);
  const read = readLink(token);
  const isRead = scheme === 'Personal' ? code !== undefined : scheme === 'Link' && code === undefined;
  if (read === null || !isRead || read.claims.channel !== 'link') throw altered();
  const { claims } = read;
  const agency = await endpoint.storage.agencies.byNumber(claims.agency);
  if (agency === null || !read.isSignedWith(agency.linkKey)) throw altered();
  const link = await endpoint.storage.links.get(agency.id, claims.channel, claims.subject);
  if (link === null) throw new Problem('activity-unknown', 'The link is not known here (any more).');
  const { generation } = claims;
  return {
    ...{ agency, link, generation, expiresAt: claims.expires * 1000 },
    revoked: generation !== link.generation,
    personal: code === undefined ? null : codeHash(code),
  };
}

/** The same for opening something new: neither revoked nor expired. */
export async function requireOpenGrant(endpoint: Endpoint, authorization: string | null): Promise<Grant> {
  const grant = await requireGrant(endpoint, authorization);
  if (grant.revoked) throw new Problem('link-revoked', 'The office has withdrawn this link.');
  if (grant.expiresAt < endpoint.now()) throw new Problem('link-expired', 'The link has expired.');
  return grant;
}

function altered(): Problem {
  return new Problem('link-altered', 'The link is incomplete or was altered. Open it again from its source.');
}
