import { onBeforeUnmount, onMounted, ref } from 'vue';
import type { Ref } from 'vue';
import type { Language } from '#domain/questionnaire.ts';
import { formatTime } from '#ui/format.ts';

/** The time in Probolinggo, "09.41 WIB", renewed with each minute of the wall clock. */
export function useClock(language: () => Language): Ref<string> {
  const words = ref('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tick = (): void => {
    const now = Date.now();
    words.value = `${formatTime(new Date(now).toISOString(), language())} WIB`;
    timer = setTimeout(tick, 60_000 - (now % 60_000));
  };
  onMounted(tick);
  onBeforeUnmount(() => clearTimeout(timer));
  return words;
}
