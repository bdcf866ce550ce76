import { PersonalCodesAnswer, PersonalCodesCount, WithdrawnCodes } from '#protocol/device.ts';
import { call } from '../endpoint/call.ts';

const pathOf = (activity: string): string => `activities/${activity}/codes`;

export const makeCodes = (activity: string, count: number): Promise<PersonalCodesAnswer> =>
  call('POST', pathOf(activity), PersonalCodesAnswer, { count });
export const countCodes = (activity: string): Promise<PersonalCodesCount> =>
  call('GET', pathOf(activity), PersonalCodesCount);
export const withdrawCodes = (activity: string): Promise<WithdrawnCodes> =>
  call('POST', `${pathOf(activity)}/withdraw`, WithdrawnCodes);
