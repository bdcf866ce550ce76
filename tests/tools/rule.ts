/** Something that is true of the files of this project, checked by machine. */
export interface Rule {
  readonly name: string;
  /** One line for each place that breaks it: where, and what is wrong. */
  breaches(): Promise<readonly string[]>;
}
