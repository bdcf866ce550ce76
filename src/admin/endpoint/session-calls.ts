import { DoneAnswer, SessionAnswer, StatusAnswer } from '#protocol/office.ts';
import type { ChangePasswordRequest, SetupRequest, SignInRequest } from '#protocol/office.ts';
import { call } from './call.ts';

export const fetchStatus = (): Promise<StatusAnswer> => call('GET', 'status', StatusAnswer);
export const setUp = (request: SetupRequest): Promise<SessionAnswer> =>
  call('POST', 'setup', SessionAnswer, request);
export const signIn = (request: SignInRequest): Promise<SessionAnswer> =>
  call('POST', 'session', SessionAnswer, request);
export const fetchSession = (): Promise<SessionAnswer> => call('GET', 'session', SessionAnswer);
export const endSession = (): Promise<DoneAnswer> => call('DELETE', 'session', DoneAnswer);
export const changePassword = (request: ChangePasswordRequest): Promise<SessionAnswer> =>
  call('POST', 'session/password', SessionAnswer, request);
