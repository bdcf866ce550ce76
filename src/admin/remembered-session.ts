import * as z from 'zod/mini';
import { ROLES } from '#protocol/role.ts';

const STORAGE_KEY = 'skm-office-session';

/** Names only, no secret: the session itself is a cookie that no script can read. */
const Remembered = z.object({
  agency: z.string(),
  account: z.object({ id: z.string(), username: z.string(), name: z.string(), role: z.enum(ROLES) }),
  demo: z.boolean(),
  /** Signed out on this device while the endpoint could not be told; told at the next chance. */
  signedOutPending: z.boolean(),
});
export type Remembered = z.infer<typeof Remembered>;

/** Who works on this device; `null` when nobody does or when what is stored cannot be read. */
export function recall(): Remembered | null {
  const text = localStorage.getItem(STORAGE_KEY);
  if (text === null) return null;
  try {
    const parsed = Remembered.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function remember(session: Remembered): void {
  localStorage.setItem(STORAGE_KEY, JSON.stringify(session));
}

export function forget(): void {
  localStorage.removeItem(STORAGE_KEY);
}

/** Calls back when another tab of this browser signs in or out. */
export function onRememberedElsewhere(callback: () => void): void {
  addEventListener('storage', (event) => {
    if (event.key === STORAGE_KEY || event.key === null) callback();
  });
}
