/** How long a browser may take to read a file that it was handed; on a busy machine that is later than the click. */
export const READING_MS = 60_000;

/** Hands a file to the browser's own way of saving, under a name. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  saveFrom(address, name);
  setTimeout(() => URL.revokeObjectURL(address), READING_MS);
}

/** The same for what lies at an address. */
export function saveFrom(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}
