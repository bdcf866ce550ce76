import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '#cli/demo/random.ts';

/** Where a closed profile of Chromium keeps a site's database and its private files, which hold the second journal. */
const FOLDERS = { database: 'Default/IndexedDB', journal: 'Default/File System' } as const;
export type Keeping = keyof typeof FOLDERS;

export const DAMAGES = ['removed', 'all-removed', 'halved', 'emptied', 'overwritten', 'scratched'] as const;
export type Damage = (typeof DAMAGES)[number];

/** Damages files of a closed profile as disks and people do; returns which, and throws when there are none. */
export function damageFiles(profile: string, what: Keeping, damage: Damage, random: Random): string[] {
  const files = filesBelow(join(profile, FOLDERS[what])).filter((file) => statSync(file).size > 0);
  if (files.length === 0) throw new Error(`The profile keeps no ${what}.`);
  const some = random.shuffled(files).slice(0, random.integer(1, files.length));
  const hit = damage === 'all-removed' ? files : some;
  for (const file of hit) HOW[damage](file, random);
  return hit;
}

const HOW: Record<Damage, (file: string, random: Random) => void> = {
  removed: (file) => rmSync(file),
  'all-removed': (file) => rmSync(file),
  halved: (file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
  emptied: (file) => truncateSync(file, 0),
  overwritten: (file, random) => writeFileSync(file, noise(statSync(file).size, random)),
  scratched: (file, random) => {
    const content = readFileSync(file);
    const from = random.integer(0, content.length - 1);
    noise(Math.min(4096, content.length - from), random).copy(content, from);
    writeFileSync(file, content);
  },
};

function noise(bytes: number, random: Random): Buffer {
  return Buffer.from(Array.from({ length: bytes }, () => random.integer(0, 255)));
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return [];
  }
}
