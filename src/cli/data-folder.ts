/** The data folder of a command: `--data`, else the endpoint's own setting `DATA_DIR`, else `data`. */
export function dataFolderOf(
  texts: ReadonlyMap<string, string>,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const setting = environment['DATA_DIR']?.trim() ?? '';
  return texts.get('data') ?? (setting === '' ? 'data' : setting);
}
