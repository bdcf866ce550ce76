import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './program.ts';

/** A text file of the project; `path` is relative to its root, with slashes. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** The files below the given files and folders whose name ends with one of the endings, in a fixed order. */
export function textFiles(places: readonly string[], endings: readonly string[]): TextFile[] {
  return places
    .flatMap((place) => paths(place))
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

function paths(place: string): string[] {
  const stats = statSync(join(ROOT, place), { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (stats.isFile()) return [place];
  return readdirSync(join(ROOT, place))
    .sort()
    .flatMap((name) => paths(`${place}/${name}`));
}
