import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import { parsePeriodKey, periodKey } from '#domain/period-text.ts';
import { periodAt } from '#domain/period.ts';
import type { Period } from '#domain/period.ts';

const STORAGE_KEY = 'skm-office-period';

/** What is chosen on one screen and stays chosen on the next. The first time it is the present quarter. */
export const useFilters = defineStore('filters', () => {
  const period = shallowRef<Period>(
    parsePeriodKey(localStorage.getItem(STORAGE_KEY) ?? '') ?? periodAt('quarter', new Date().toISOString()),
  );
  watch(period, (chosen) => localStorage.setItem(STORAGE_KEY, periodKey(chosen)));
  return { period };
});
