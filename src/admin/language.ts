import { computed, readonly, ref } from 'vue';
import type { ComputedRef } from 'vue';
import type { Language } from '#domain/questionnaire.ts';

const STORAGE_KEY = 'skm-office-language';

/** One text object per language; every area of the office keeps its own in `<area>/texts.ts`. */
export type Texts<T> = Readonly<Record<Language, T>>;

/** Languages in which the office speaks, with the name each has for itself. */
export const LANGUAGES: readonly { readonly key: Language; readonly name: string }[] = [
  { key: 'id', name: 'Bahasa Indonesia' },
  { key: 'en', name: 'English' },
];

const chosen = ref<Language>(localStorage.getItem(STORAGE_KEY) === 'en' ? 'en' : 'id');

export const language = readonly(chosen);

export function changeLanguage(next: Language): void {
  chosen.value = next;
  localStorage.setItem(STORAGE_KEY, next);
}

/** The texts of an area in the language chosen now. */
export function useTexts<T>(texts: Texts<T>): ComputedRef<T> {
  return computed(() => texts[chosen.value]);
}
