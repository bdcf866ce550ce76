import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import type { PageTexts } from '#ui/texts/survey-pages.ts';
import { useFront } from '../front.ts';
import type { Visit } from '../visit.ts';

const EARLY = 'Too early.';

/** The visit, for screens that exist only once it does. */
export function useVisit(): Visit {
  const { visit } = useFront();
  if (visit === null) throw new Error(EARLY);
  return visit;
}

/** The texts of the later screens, in the language of the moment. */
export function usePages(): ComputedRef<PageTexts> {
  const { state } = useFront();
  return computed(() => {
    if (state.pages === null) throw new Error(EARLY);
    return state.pages;
  });
}
