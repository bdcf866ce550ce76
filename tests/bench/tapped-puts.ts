import type { Page } from 'playwright-core';

const BUTTON = 'tapped-puts';

/**
 * Milliseconds from each of `count` taps on a plain button until a word is painted that appears when three strict puts of
 * a row as large as a response are done: the least that any page can need to store something when it is tapped. A browser
 * may hold back everything a page waits for, its database too, until the picture after a tap is drawn.
 */
export async function tappedPuts(page: Page, count: number): Promise<number[]> {
  await page.evaluate(drawButton, BUTTON);
  const times: number[] = [];
  for (let tap = 0; tap < count; tap += 1) {
    await page.locator(`#${BUTTON}`).click();
    times.push(await page.evaluate(() => window.tappedPuts));
  }
  return times;
}

declare global {
  interface Window {
    /** Of the last tap. */
    tappedPuts: Promise<number>;
  }
}

/** Runs in the page and closes over nothing. */
async function drawButton(name: string): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.addEventListener('upgradeneeded', () =>
      request.result.createObjectStore('rows', { autoIncrement: true }),
    );
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error(name)));
  });
  const put = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const transaction = db.transaction('rows', 'readwrite', { durability: 'strict' });
      transaction.objectStore('rows').put({ body: 'x'.repeat(900) });
      transaction.addEventListener('complete', () => resolve());
      transaction.addEventListener('error', () => reject(transaction.error ?? new Error(name)));
    });
  const painted = (): Promise<number> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => resolve(performance.now()));
        port1.start();
        port2.postMessage(null);
      });
    });
  const button = document.createElement('button');
  const word = document.createElement('p');
  button.id = name;
  button.textContent = 'Simpan';
  button.addEventListener('click', () => {
    word.hidden = true;
    const tapped = performance.now();
    const store = async (): Promise<number> => {
      for (let time = 0; time < 3; time += 1) await put();
      word.hidden = false;
      return (await painted()) - tapped;
    };
    window.tappedPuts = store();
  });
  word.textContent = 'Tersimpan';
  document.body.replaceChildren(button, word);
}
