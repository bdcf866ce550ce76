/** Arrow keys move a native radio group and report a click as well: only a real tap or Space goes on by itself. */
export function movesChoice({ type, key }: KeyboardEvent): boolean {
  return type === 'keydown' && key.startsWith('Arrow');
}

/** A browser does not report Space or Enter on a radio that is chosen already; here both mean to go on. */
export function leavesChoice({ type, key, target }: KeyboardEvent): boolean {
  return (
    type === 'keydown' &&
    [' ', 'Enter'].includes(key) &&
    (target as Partial<HTMLInputElement>).checked === true
  );
}
