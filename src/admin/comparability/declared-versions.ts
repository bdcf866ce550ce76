import { checkComparability, comparableGroups, elementsKey } from '#domain/indicators/comparability.ts';
import type { ComparabilityCheck } from '#domain/indicators/comparability.ts';
import type { Questionnaire } from '#domain/questionnaire.ts';
import type { DocumentBody } from '#protocol/document.ts';

type Declaration = DocumentBody<'comparability'>;

/** The id of the document that holds a version, by which a link names it too. */
export function versionName({ id, version }: Pick<Questionnaire, 'id' | 'version'>): string {
  return `${id}:${version}`;
}

export function elementKeys({ content }: Questionnaire): string[] {
  return content.elements.map(({ key }) => key);
}

export function checkVersions(chosen: readonly Questionnaire[]): ComparabilityCheck {
  return checkComparability(chosen.map((version) => ({ elements: elementKeys(version) })));
}

/** Declarations that are in force, as figures judge it, among the versions on this device. */
export function inForce(
  declarations: readonly Declaration[],
  versions: readonly Questionnaire[],
): { readonly ids: ReadonlySet<string>; readonly covers: (version: Questionnaire) => boolean } {
  const known = versions.map((version) => ({ ...version, elements: elementKeys(version) }));
  const groups = comparableGroups(
    declarations.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    known,
  );
  return {
    ids: new Set(groups.map(({ declaration }) => declaration.id)),
    covers: (version) => groups.some(({ covered }) => covered.has(elementsKey(elementKeys(version)))),
  };
}

/** What to call elements, by the first of the versions that knows each. */
export function elementNames(
  keys: readonly string[],
  versions: readonly Questionnaire[],
  language: 'id' | 'en',
): string[] {
  const elements = versions.flatMap(({ content }) => content.elements);
  return keys.map((key) => elements.find((element) => element.key === key)?.name[language] ?? key);
}

/** Keys of elements that one of the versions asks but the declaration does not count. */
export function leftOutBy({ elements }: Declaration, versions: readonly Questionnaire[]): string[] {
  return [...new Set(versions.flatMap(elementKeys))].filter((key) => !elements.includes(key));
}
