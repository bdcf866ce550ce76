import type { Terminal } from './terminal.ts';

/** The data folder of a command: `--data`, else the endpoint's own setting `DATA_DIR`, else `data`. */
export function dataFolderOf(texts: ReadonlyMap<string, string>, { environment }: Terminal): string {
  const setting = environment['DATA_DIR']?.trim() ?? '';
  return texts.get('data') ?? (setting === '' ? 'data' : setting);
}
