import type { QuestionnaireReference } from '../questionnaire.ts';
import { emptyTally, mergeTallies, sameElements } from './tally.ts';
import type { ScoreCounts, Tally } from './tally.ts';

/** One version of a questionnaire, whatever its wording's hash. */
export type QuestionnaireVersion = Pick<QuestionnaireReference, 'id' | 'version'>;

export interface TallyPart {
  readonly questionnaire: QuestionnaireVersion;
  readonly tally: Tally;
}

/**
 * A written decision of the office that results of these versions may be pooled although their elements differ. The
 * elements named make the index; every version must ask all of them, the others are left out and listed.
 */
export interface Comparability {
  readonly versions: readonly QuestionnaireVersion[];
  readonly elements: readonly string[];
}

export type Mix =
  | { readonly kind: 'pooled'; readonly tally: Tally; readonly leftOut: readonly string[] }
  /** The versions ask different elements and nobody declared them comparable: there is no common index. */
  | {
      readonly kind: 'refused';
      readonly versions: readonly (QuestionnaireVersion & { readonly elements: readonly string[] })[];
    };

/**
 * One tally of all parts, when that means something: all versions ask the same elements, or one declaration covers them
 * all. Parts of nothing (no elements) are neutral.
 */
export function mixTallies(parts: readonly TallyPart[], declared: readonly Comparability[] = []): Mix {
  const asked = parts.filter((part) => Object.keys(part.tally.counts).length > 0);
  const [first] = asked;
  if (first === undefined) return { kind: 'pooled', tally: emptyTally([]), leftOut: [] };
  const keys = Object.keys(first.tally.counts);
  if (asked.every((part) => sameElements(keys, Object.keys(part.tally.counts)))) {
    return { kind: 'pooled', tally: mergeTallies(asked.map((part) => part.tally)), leftOut: [] };
  }
  const declaration = declared.find((candidate) => asked.every((part) => covers(candidate, part)));
  if (declaration === undefined) return { kind: 'refused', versions: versionsOf(asked) };
  const all = new Set(asked.flatMap((part) => Object.keys(part.tally.counts)));
  return {
    kind: 'pooled',
    tally: mergeTallies(asked.map((part) => restrictTally(part.tally, declaration.elements))),
    leftOut: [...all].filter((key) => !declaration.elements.includes(key)),
  };
}

/** Whether the declaration speaks about this version and the version asks all that is compared. */
export function coversVersion(
  declaration: Comparability,
  version: QuestionnaireVersion,
  asked: readonly string[],
): boolean {
  return (
    declaration.elements.length > 0 &&
    declaration.versions.some((declared) => sameVersion(declared, version)) &&
    declaration.elements.every((key) => asked.includes(key))
  );
}

function covers(declaration: Comparability, { questionnaire, tally }: TallyPart): boolean {
  return coversVersion(declaration, questionnaire, Object.keys(tally.counts));
}

/**
 * Only the answers to these elements. Respondents stay as they are: who answered at least one question took part,
 * whichever elements are compared.
 */
export function restrictTally(tally: Tally, elements: readonly string[]): Tally {
  const counts: Record<string, ScoreCounts> = {};
  for (const key of elements) counts[key] = tally.counts[key] ?? [0, 0, 0, 0];
  return { ...tally, counts };
}

function versionsOf(parts: readonly TallyPart[]) {
  const versions = new Map<string, QuestionnaireVersion & { elements: readonly string[] }>();
  for (const { questionnaire, tally } of parts) {
    const { id, version } = questionnaire;
    versions.set(`${id} ${version}`, { id, version, elements: Object.keys(tally.counts) });
  }
  return [...versions.values()];
}

function sameVersion(a: QuestionnaireVersion, b: QuestionnaireVersion): boolean {
  return a.id === b.id && a.version === b.version;
}
