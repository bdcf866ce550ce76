/** Limits both sides know. The endpoint refuses more; the device never sends more. */
export const LIMITS = {
  /** Items of one pushed batch. */
  batchItems: 100,
  /** UTF-8 bytes of one request body. */
  batchBytes: 128 * 1024,
  /** UTF-8 bytes of one frozen response. */
  responseBytes: 16 * 1024,
  /** Characters of a respondent's comment. */
  commentLength: 1000,
  /** Characters of one line of text in an office document. */
  lineLength: 300,
  /** Characters of a note. */
  noteLength: 4000,
  /** Nesting of a JSON body. */
  jsonDepth: 12,
  /** Questions, elements or profile fields of one questionnaire. */
  questions: 60,
  /** Activities that one release may cover, or one kiosk may serve. */
  links: 200,
  /** Items of one page of changes: mostly responses, which pack best together. */
  pullItems: 4000,
  /** Pushes of one hand-over file. */
  handoverPushes: 2000,
  /** UTF-8 bytes of one hand-over file: some 5,000 responses with their signatures. */
  handoverBytes: 16 * 1024 * 1024,
  /** Personal codes made at once for one activity. */
  personalCodes: 500,
  /** Bytes of one stored clipping. */
  clippingBytes: 3 * 1024 * 1024,
} as const;
