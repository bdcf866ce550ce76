/**
 * A link's token carries seven bits of the content hash of the questionnaire that its activity had when the link was
 * made. So a page can show the first question that it was built with before the endpoint has answered, for which a slow
 * network takes a second. It is a hint and no more: the answer decides, and takes the question back if it was another.
 */
export function markOf(questionnaireHash: string): number {
  return Number.parseInt(questionnaireHash.slice(0, 2), 16) >> 1;
}

/** The mark in a token (base64url), in the upper bits of its second byte; 0 in a text that is no token. */
export function markIn(token: string): number {
  const head = token.slice(0, 4).replaceAll('-', '+').replaceAll('_', '/');
  return /^[\w+/]{4}$/.test(head) ? atob(head).charCodeAt(1) >> 1 : 0;
}

/** Whether a token leads to the questionnaire of that content hash, as far as it tells. Tokens without a mark never do. */
export function leadsTo(token: string, questionnaireHash: string): boolean {
  const mark = markIn(token);
  return mark > 0 && mark === markOf(questionnaireHash);
}
