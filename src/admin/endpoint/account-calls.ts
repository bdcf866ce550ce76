import { AccountsAnswer } from '#protocol/office.ts';
import type { ChangeAccountRequest, NewAccountRequest } from '#protocol/office.ts';
import { call } from './call.ts';

export const fetchAccounts = (): Promise<AccountsAnswer> => call('GET', 'accounts', AccountsAnswer);
export const addAccount = (request: NewAccountRequest): Promise<AccountsAnswer> =>
  call('POST', 'accounts', AccountsAnswer, request);
export const changeAccount = (id: string, request: ChangeAccountRequest): Promise<AccountsAnswer> =>
  call('PATCH', `accounts/${id}`, AccountsAnswer, request);
