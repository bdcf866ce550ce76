/**
 * What a phone shows for a link: `Link <token>`, or `Personal <token>.<code>` when the link came from the card of one
 * invited person. A token has no dot, so the two are told apart wherever they are kept as one text.
 */
export function linkAuthorization(token: string): string {
  return `${isPersonal(token) ? 'Personal' : 'Link'} ${token}`;
}

export function isPersonal(token: string): boolean {
  return token.includes('.');
}
