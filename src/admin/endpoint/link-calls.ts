import { DevicesAnswer, EnrolmentCodeAnswer, QuarantineAnswer } from '#protocol/device.ts';
import type { EnrolmentCodeRequest } from '#protocol/device.ts';
import { DoneAnswer, IssuedLink } from '#protocol/office.ts';
import type { LinkRequest, RevokeLinkRequest } from '#protocol/office.ts';
import { call } from './call.ts';

export const issueLink = (request: LinkRequest): Promise<IssuedLink> =>
  call('POST', 'links', IssuedLink, request);
export const revokeLink = (request: RevokeLinkRequest): Promise<DoneAnswer> =>
  call('POST', 'links/revoke', DoneAnswer, request);
export const makeEnrolmentCode = (request: EnrolmentCodeRequest): Promise<EnrolmentCodeAnswer> =>
  call('POST', 'devices/codes', EnrolmentCodeAnswer, request);
export const fetchDevices = (): Promise<DevicesAnswer> => call('GET', 'devices', DevicesAnswer);
export const fetchQuarantine = (): Promise<QuarantineAnswer> => call('GET', 'quarantine', QuarantineAnswer);
