/** Who did something, for the history. */
export interface Audit {
  /** Account id; `endpoint` for what the program does by itself. */
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}
