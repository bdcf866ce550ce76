/**
 * What a person can put right: a wrong option, a missing file, a value that is no score. Shown as one line without a
 * stack, exit code 2. Any other error is a fault of the program and exits with 1.
 */
export class Refusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Refusal';
  }
}
