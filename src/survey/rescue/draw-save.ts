import { handoverFiles } from '../handover/handover-files.ts';
import { canShareFiles, saveFile, shareFiles } from '../handover/save-file.ts';
import type { CarriedFile } from '../handover/save-file.ts';
import { button, element } from './element.ts';
import type { Page, Shown } from './page.ts';

/** The way of what is unsent into a file. */
export function drawSave({ texts }: Page, { packed }: Shown): HTMLElement {
  const { parcels } = packed;
  if (parcels.length === 0)
    return element('p', 'quiet', packed.stranded.length > 0 ? '' : texts.save.nothing);
  const told = element('p', 'told');
  told.setAttribute('role', 'status');

  async function give(way: (files: readonly CarriedFile[]) => Promise<boolean>): Promise<void> {
    try {
      const files = await handoverFiles(parcels, Date.now());
      const names = files.map(({ name }) => name).join(', ');
      told.textContent = (await way(files)) ? texts.save.saved(names) : '';
    } catch {
      told.textContent = texts.save.failed;
    }
  }

  const save = button(
    'button',
    texts.save.save,
    () =>
      void give((files) => {
        for (const file of files) saveFile(file);
        return Promise.resolve(true);
      }),
  );
  const share = canShareFiles()
    ? button('button button-quiet', texts.save.share, () => void give(shareFiles))
    : null;
  const steps = texts.save.steps.map((step) => element('li', '', step));
  return element(
    'section',
    'card',
    element('h2', '', texts.save.title),
    element('ol', '', ...steps),
    element('div', 'buttons', save, share),
    told,
  );
}
