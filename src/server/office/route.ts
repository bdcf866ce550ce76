import type { Permission } from '#protocol/role.ts';
import { may } from '#protocol/role.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Answer } from '../http/answer.ts';
import type { Method, Route } from '../http/app.ts';
import { Problem } from '../http/problem.ts';
import { requireOwnOrigin } from '../security/same-origin.ts';
import { requireSession } from './session.ts';
import type { Session } from './session.ts';

export interface PublicCall {
  readonly endpoint: Endpoint;
  readonly request: Request;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface StaffCall extends PublicCall {
  readonly session: Session;
}

/** Who may call a route: anybody, anybody signed in, or a permission of the table of roles. */
export type Access = 'public' | 'signed-in' | Permission;

export type OfficeRoute = {
  readonly method: Method;
  readonly path: string;
} & (
  | { readonly access: 'public'; readonly answer: (call: PublicCall) => Promise<Answer> }
  | { readonly access: Exclude<Access, 'public'>; readonly answer: (call: StaffCall) => Promise<Answer> }
);

/** Puts the checks of access in front of every handler: origin of changes, session, permission, in this order. */
export function guarded(endpoint: Endpoint, route: OfficeRoute): Route {
  const { method, path } = route;
  return {
    method,
    path,
    handle: async (request, parameters) => {
      if (method !== 'GET') requireOwnOrigin(request, endpoint.adminOrigin);
      if (route.access === 'public') return route.answer({ endpoint, request, parameters });
      const session = await requireSession(endpoint, request);
      const { role } = session.account;
      if (route.access !== 'signed-in' && !may(role, route.access)) {
        throw new Problem('not-allowed', `The role ${role} does not have the permission ${route.access}.`);
      }
      return route.answer({ endpoint, request, parameters, session });
    },
  };
}
