/** Where a command runs. It writes results to `out`, notes and progress to `err`, so that a result can be piped on. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  out(text: string): void;
  err(text: string): void;
}

export const EXIT = { ok: 0, fault: 1, refused: 2 } as const;
