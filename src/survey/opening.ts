/**
 * How this page was opened. What authorises travels in the fragment (`#l=` survey link, `#p=` the same with one invited
 * person's code behind a dot, `#e=` one-time code of a kiosk), which never reaches a server's log. `stored`: nothing
 * there, so what this browser already knows decides.
 */
export type Opening =
  | { readonly kind: 'link'; readonly token: string }
  | { readonly kind: 'enrolment'; readonly code: string }
  | { readonly kind: 'stored' };

export function readOpening(hash: string): Opening {
  const [, kind, value = ''] = /^#([lpe])=([\w.~-]+)$/.exec(hash) ?? [];
  if (kind === 'l' || kind === 'p') return { kind: 'link', token: value };
  return kind === 'e' ? { kind: 'enrolment', code: value } : { kind: 'stored' };
}
