import { achievementGoldens } from './achievement.ts';
import { comparabilityGoldens } from './comparability.ts';
import type { Golden } from './domain.ts';
import { periodGoldens } from './period.ts';
import { publicationGoldens } from './publication.ts';
import { satisfactionGoldens } from './satisfaction.ts';
import { spreadGoldens } from './spread.ts';
import { textGoldens } from './text.ts';

/** Every worked case of the rules, by hand or from the printed reports. */
export const GOLDENS: readonly Golden[] = [
  ...satisfactionGoldens,
  ...comparabilityGoldens,
  ...publicationGoldens,
  ...achievementGoldens,
  ...periodGoldens,
  ...spreadGoldens,
  ...textGoldens,
];
