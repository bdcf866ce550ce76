import * as z from 'zod/mini';
import { Marker } from '#protocol/common.ts';
import { SessionAnswer, StatusAnswer } from '#protocol/office.ts';
import type { ChangePasswordRequest, SetupRequest, SignInRequest } from '#protocol/office.ts';
import { call } from './request.ts';

/** What an answer without content carries. */
export const Done = z.object({ marker: Marker });

export const fetchStatus = (): Promise<StatusAnswer> => call('GET', 'status', StatusAnswer);
export const setUp = (request: SetupRequest): Promise<SessionAnswer> =>
  call('POST', 'setup', SessionAnswer, request);
export const signIn = (request: SignInRequest): Promise<SessionAnswer> =>
  call('POST', 'session', SessionAnswer, request);
export const fetchSession = (): Promise<SessionAnswer> => call('GET', 'session', SessionAnswer);
export const endSession = (): Promise<z.infer<typeof Done>> => call('DELETE', 'session', Done);
export const changePassword = (request: ChangePasswordRequest): Promise<z.infer<typeof Done>> =>
  call('POST', 'session/password', Done, request);
