import { onMounted, onUpdated, useTemplateRef } from 'vue';
import { useFront } from '../front.ts';

/**
 * Moves the focus to the heading of a screen that has just replaced another, so that a screen reader reads it and the
 * keyboard goes on from there. The very first screen of a page leaves the focus where it is, and so does a screen in
 * which the person already is. The heading needs `ref="heading"` and `tabindex="-1"`.
 */
export function useHeadingFocus(isShown: () => boolean = () => true): void {
  const front = useFront();
  const heading = useTemplateRef<HTMLElement>('heading');
  const arrive = (): void => {
    front.screensShown += 1;
    const screen = heading.value?.closest('.screen');
    if (front.screensShown === 1 || screen?.contains(document.activeElement)) return;
    window.scrollTo(0, 0);
    heading.value?.focus({ preventScroll: true });
  };
  let wasShown = false;
  const look = (): void => {
    const shown = isShown();
    if (shown && !wasShown) arrive();
    wasShown = shown;
  };
  onMounted(look);
  onUpdated(look);
}
