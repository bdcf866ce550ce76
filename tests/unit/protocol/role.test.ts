import { expect, test } from 'vitest';
import { DOCUMENT_KINDS, WRITE_PERMISSION } from '#protocol/document.ts';
import { PROBLEMS } from '#protocol/problem.ts';
import { may, PERMISSIONS, ROLES } from '#protocol/role.ts';

test('leaders read and change nothing', () => {
  const changing = Object.values(WRITE_PERMISSION).filter((permission) => may('pimpinan', permission));
  expect(changing).toEqual([]);
  expect(may('pimpinan', 'read')).toBe(true);
  expect(may('pimpinan', 'manage-accounts')).toBe(false);
});

test('only those whose work needs it read what respondents wrote', () => {
  expect(ROLES.filter((role) => may(role, 'read-comments'))).toEqual(['admin', 'protokol', 'pimpinan']);
});

test('the admin may do everything, and every kind of document has somebody who may write it', () => {
  for (const roles of Object.values(PERMISSIONS)) expect(roles).toContain('admin');
  expect(Object.keys(WRITE_PERMISSION).sort()).toEqual([...DOCUMENT_KINDS].sort());
});

test('every problem has a status of a refusal, and what may pass by itself is never final', () => {
  for (const [code, { status, retry }] of Object.entries(PROBLEMS)) {
    expect(status, code).toBeGreaterThanOrEqual(400);
    if (status >= 500 || status === 429) expect(retry, code).toBe('retry');
    if (status === 413) expect(retry, code).toBe('split');
  }
});
