import { coversVersion } from './mixing.ts';
import type { Comparability, QuestionnaireVersion } from './mixing.ts';
import { sameElements } from './tally.ts';

/** A version with the keys of the elements that it asks, in the questionnaire's order. */
export interface AskingVersion extends QuestionnaireVersion {
  readonly elements: readonly string[];
}

/**
 * `possible`: `elements` are the keys that every version asks, in the order of the first; `leftOut` those that only some
 * of them ask, so that an index over them would speak for people who were never asked.
 * `same-elements`: nothing to declare, such results are always pooled. `nothing-in-common`: no element was asked by all.
 */
export type ComparabilityCheck =
  | { readonly kind: 'possible'; readonly elements: readonly string[]; readonly leftOut: readonly string[] }
  | { readonly kind: 'too-few' | 'same-elements' | 'nothing-in-common' };

/** Whether versions can be declared comparable, and over which elements. Elements are known by key, never by name. */
export function checkComparability(versions: readonly Pick<AskingVersion, 'elements'>[]): ComparabilityCheck {
  const [first, ...others] = versions;
  if (first === undefined || others.length === 0) return { kind: 'too-few' };
  if (others.every(({ elements }) => sameElements(first.elements, elements)))
    return { kind: 'same-elements' };
  const elements = first.elements.filter((key) => others.every((other) => other.elements.includes(key)));
  if (elements.length === 0) return { kind: 'nothing-in-common' };
  const all = new Set(versions.flatMap((version) => version.elements));
  return { kind: 'possible', elements, leftOut: [...all].filter((key) => !elements.includes(key)) };
}

/** Versions with the same key ask the same elements: to the index they are one. */
export function elementsKey(elements: readonly string[]): string {
  return elements.toSorted().join(' ');
}

/** A declaration as it holds for the versions that are known. */
export interface ComparableGroup<D extends Comparability = Comparability> {
  readonly declaration: D;
  /** By `elementsKey`: a new version that asks just what a named one asks is comparable like that one. */
  readonly covered: ReadonlySet<string>;
}

/**
 * The declarations that have an effect, in their order. One that leaves fewer than two different sets of elements, or
 * that speaks about a version which an earlier one already speaks about, has none: a response belongs to one index only.
 */
export function comparableGroups<D extends Comparability>(
  declared: readonly D[],
  known: readonly AskingVersion[],
): ComparableGroup<D>[] {
  const taken = new Set<string>();
  return declared.flatMap((declaration) => {
    const named = known.filter((version) => coversVersion(declaration, version, version.elements));
    const covered = new Set(named.map(({ elements }) => elementsKey(elements)));
    if (covered.size < 2 || [...covered].some((key) => taken.has(key))) return [];
    for (const key of covered) taken.add(key);
    return [{ declaration, covered }];
  });
}

/**
 * The group that answers with these elements are pooled in, when answers with `present` are looked at together; `null`:
 * they stand by themselves. A group also takes in who asks just what it compares: that changes nothing for them, and a
 * trend then goes through periods of the other versions.
 */
export function groupOf<G extends ComparableGroup>(
  groups: readonly G[],
  key: string,
  present: readonly string[],
): G | null {
  const group = groups.find(({ covered }) => covered.has(key));
  if (group === undefined) return null;
  const others = present.some((other) => other !== key && group.covered.has(other));
  return others || elementsKey(group.declaration.elements) === key ? group : null;
}
