/**
 * Runs inside the survey's page: tells the receipt number of each thank-you the moment it is put on the page, which is at
 * most one frame before it is painted and never after.
 */
export function watchThanks(): void {
  let told = '';
  const look = (): void => {
    const shown = document.querySelector('main .screen.thanks .receipt-number');
    const receipt = shown?.textContent?.trim() ?? '';
    if (shown === null) told = '';
    if (receipt === '' || receipt === told) return;
    told = receipt;
    window.chaosThanked(receipt);
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}
