/** A text as a file that people carry from here to the office, or back. */
export interface CarriedFile {
  readonly name: string;
  readonly text: string;
}

/**
 * `serah-terima-tablet-2-202608171605.skm.txt`: what it is, of whom, and when (WIB). It ends in `.txt` because that is
 * what browsers and messengers let pass.
 */
export function fileName(kind: string, label: string, now: number): string {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
  const moment = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: 'Asia/Jakarta', dateStyle: 'short', timeStyle: 'short' },
  }).format(now);
  return [kind, plain, moment.replaceAll(/\D/g, '')].filter((part) => part !== '').join('-') + '.skm.txt';
}

/** Hands the file to the browser's own way of saving. */
export function saveFile({ name, text }: CarriedFile): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it after this returns.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

interface Sharing {
  canShare?(data: { files: File[] }): boolean;
}

/** Whether this browser can give files to other apps. */
export function canShareFiles(browser: Sharing = navigator): boolean {
  if (browser.canShare === undefined) return false;
  return browser.canShare({ files: [new File([''], 'a.txt', { type: 'text/plain' })] });
}

/** Gives the files to another app. Resolves with whether that was done: people may think better of it. */
export async function shareFiles(files: readonly CarriedFile[]): Promise<boolean> {
  try {
    await navigator.share({
      files: files.map(({ name, text }) => new File([text], name, { type: 'text/plain' })),
    });
    return true;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return false;
    throw error;
  }
}
