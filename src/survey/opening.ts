/**
 * How this page was opened. Tokens travel in the fragment (`#l=` survey link, `#k=` kiosk enrolment), which never
 * reaches a server's log. `stored`: no token, so what this browser already knows decides.
 */
export type Opening =
  { readonly kind: 'link' | 'kiosk'; readonly token: string } | { readonly kind: 'stored' };

export function readOpening(hash: string): Opening {
  const match = /^#([lk])=([\w.~-]+)$/.exec(hash);
  if (match === null) return { kind: 'stored' };
  return { kind: match[1] === 'l' ? 'link' : 'kiosk', token: match[2] ?? '' };
}
