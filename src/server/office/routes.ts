import { changeAccount, listAccounts, newAccount } from './accounts.ts';
import { getClipping, putClipping } from './clippings.ts';
import { listDevices, newEnrolmentCode, revokeDevice, sendDevice, settleAlarm } from './devices.ts';
import { takeHandover } from './handover.ts';
import { importResponses } from './import.ts';
import { issueLink, revokeLink } from './links.ts';
import { judgeQuarantine } from './judge-quarantine.ts';
import { pull } from './pull.ts';
import { countPersonalCodes, newPersonalCodes, withdrawPersonalCodes } from './personal-codes.ts';
import { listQuarantine } from './quarantine.ts';
import { edits } from './edits.ts';
import type { OfficeRoute } from './route.ts';
import { changeOwnPassword, SignIn, signOut, whoAmI } from './sign-in.ts';
import type { SetupDesk } from './setup.ts';
import { setup, status } from './setup.ts';

/** Every route of the office origin with who may call it. Nothing else is reachable there but the built files. */
export function officeRoutes(desk: SetupDesk, signIn: SignIn): OfficeRoute[] {
  return [
    { method: 'GET', path: '/api/v1/status', access: 'public', answer: status },
    { method: 'POST', path: '/api/v1/setup', access: 'public', answer: (call) => setup(call, desk) },
    { method: 'POST', path: '/api/v1/session', access: 'public', answer: (call) => signIn.answer(call) },
    { method: 'GET', path: '/api/v1/session', access: 'signed-in', answer: whoAmI },
    { method: 'DELETE', path: '/api/v1/session', access: 'public', answer: signOut },
    {
      method: 'POST',
      path: '/api/v1/session/password',
      access: 'signed-in',
      answer: (call) => changeOwnPassword(call, signIn),
    },
    { method: 'GET', path: '/api/v1/accounts', access: 'manage-accounts', answer: listAccounts },
    {
      method: 'POST',
      path: '/api/v1/accounts',
      access: 'manage-accounts',
      answer: (call) => newAccount(call, signIn.passwords),
    },
    {
      method: 'PATCH',
      path: '/api/v1/accounts/:id',
      access: 'manage-accounts',
      answer: (call) => changeAccount(call, signIn.passwords),
    },
    { method: 'GET', path: '/api/v1/pull', access: 'read', answer: pull },
    // Which kinds of document a role may edit is decided per edit.
    { method: 'POST', path: '/api/v1/edits', access: 'read', answer: edits },
    { method: 'POST', path: '/api/v1/responses', access: 'import-responses', answer: importResponses },
    { method: 'POST', path: '/api/v1/links', access: 'issue-link', answer: issueLink },
    { method: 'POST', path: '/api/v1/links/revoke', access: 'issue-link', answer: revokeLink },
    {
      method: 'POST',
      path: '/api/v1/activities/:id/codes',
      access: 'issue-link',
      answer: newPersonalCodes,
    },
    { method: 'GET', path: '/api/v1/activities/:id/codes', access: 'read', answer: countPersonalCodes },
    {
      method: 'POST',
      path: '/api/v1/activities/:id/codes/withdraw',
      access: 'issue-link',
      answer: withdrawPersonalCodes,
    },
    { method: 'POST', path: '/api/v1/handover', access: 'take-handover', answer: takeHandover },
    { method: 'GET', path: '/api/v1/devices', access: 'read', answer: listDevices },
    { method: 'POST', path: '/api/v1/devices/codes', access: 'manage-devices', answer: newEnrolmentCode },
    { method: 'POST', path: '/api/v1/devices/:id/revoke', access: 'manage-devices', answer: revokeDevice },
    { method: 'POST', path: '/api/v1/devices/:id/activities', access: 'manage-devices', answer: sendDevice },
    {
      method: 'POST',
      path: '/api/v1/devices/:id/alarms/:alarm',
      access: 'manage-devices',
      answer: settleAlarm,
    },
    { method: 'GET', path: '/api/v1/quarantine', access: 'review-quarantine', answer: listQuarantine },
    {
      method: 'POST',
      path: '/api/v1/quarantine/:id',
      access: 'review-quarantine',
      answer: judgeQuarantine,
    },
    { method: 'PUT', path: '/api/v1/clippings/:sha256', access: 'edit-release', answer: putClipping },
    { method: 'GET', path: '/api/v1/clippings/:sha256', access: 'read', answer: getClipping },
  ];
}
