import { DoneAnswer } from '#protocol/office.ts';
import type {
  DeviceActivitiesRequest,
  JudgeQuarantineRequest,
  RevokeDeviceRequest,
  SettleAlarmRequest,
} from '#protocol/device.ts';
import { call } from './call.ts';

export const revokeDevice = (id: string, request: RevokeDeviceRequest): Promise<DoneAnswer> =>
  call('POST', `devices/${id}/revoke`, DoneAnswer, request);
export const sendDevice = (id: string, request: DeviceActivitiesRequest): Promise<DoneAnswer> =>
  call('POST', `devices/${id}/activities`, DoneAnswer, request);
export const settleAlarm = (id: string, alarm: string, request: SettleAlarmRequest): Promise<DoneAnswer> =>
  call('POST', `devices/${id}/alarms/${alarm}`, DoneAnswer, request);
export const judgeQuarantine = (id: string, request: JudgeQuarantineRequest): Promise<DoneAnswer> =>
  call('POST', `quarantine/${id}`, DoneAnswer, request);
