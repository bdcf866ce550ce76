import { readonly, ref } from 'vue';

const STORAGE_KEY = 'skm-office-appearance';

export const APPEARANCES = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof APPEARANCES)[number];

const stored = localStorage.getItem(STORAGE_KEY);
const chosen = ref<Appearance>(APPEARANCES.find((appearance) => appearance === stored) ?? 'system');

export const appearance = readonly(chosen);

export function changeAppearance(next: Appearance): void {
  chosen.value = next;
  localStorage.setItem(STORAGE_KEY, next);
}
