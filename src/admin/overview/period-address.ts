import { watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { parsePeriodKey, periodKey } from '#domain/period-text.ts';
import { useFilters } from '../filters.ts';

/**
 * Keeps the chosen period and the address together: `?periode=2026-tw3` opens the page on that period, and choosing
 * another one changes the address, so that it can be sent to somebody.
 */
export function usePeriodAddress(): void {
  const route = useRoute();
  const router = useRouter();
  const filters = useFilters();
  const page = route.name;

  watch(
    () => route.query['periode'],
    (key) => {
      const period = typeof key === 'string' ? parsePeriodKey(key) : null;
      if (period !== null && periodKey(period) !== periodKey(filters.period)) filters.period = period;
    },
    { immediate: true },
  );
  watch(
    () => filters.period,
    (period) => {
      const key = periodKey(period);
      if (route.name !== page || route.query['periode'] === key) return;
      void router.replace({ query: { ...route.query, periode: key } });
    },
    { immediate: true },
  );
}
