/** The store cannot be opened or used. The message is one Indonesian line for the person who starts the program. */
export class StorageProblem extends Error {
  override readonly name = 'StorageProblem';
}
