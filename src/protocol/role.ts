/** Roles of staff and what each may do; the endpoint checks it on every route, the office only hides what is refused. */
export const ROLES = ['admin', 'protokol', 'komunikasi', 'pimpinan'] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = {
  read: ['admin', 'protokol', 'komunikasi', 'pimpinan'],
  'read-comments': ['admin', 'protokol', 'pimpinan'],
  'edit-activity': ['admin', 'protokol', 'komunikasi'],
  'edit-release': ['admin', 'komunikasi'],
  'edit-questionnaire': ['admin', 'protokol'],
  'edit-target': ['admin'],
  'edit-agency': ['admin'],
  'issue-link': ['admin', 'protokol'],
  'import-responses': ['admin', 'protokol'],
  'manage-devices': ['admin', 'protokol'],
  'take-handover': ['admin', 'protokol'],
  'review-quarantine': ['admin', 'protokol'],
  'manage-accounts': ['admin'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

export function may(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}
