import { onBeforeUnmount } from 'vue';
import { useVisit } from './use-visit.ts';

/** So long a finger rests on the head of the kiosk's screen until staff are asked for their PIN. */
export const HOLD_MS = 2_000;
/** A finger that moves further wants something else. */
const STILL_PX = 24;

/**
 * The hidden door of the staff corner: a long press on the line with the agency's name, of a kiosk at rest: nobody who
 * rests a finger on the invitation meets it. Gives the listeners for the screen; the
 * click that ends the press does nothing.
 */
export function useStaffDoor() {
  const visit = useVisit();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let from = { x: 0, y: 0 };
  let isHeld = false;

  const release = (): void => clearTimeout(timer);
  onBeforeUnmount(release);
  return {
    pointerdown: ({ currentTarget, clientX, clientY }: PointerEvent): void => {
      if (clientY > headOf(currentTarget)) return;
      from = { x: clientX, y: clientY };
      isHeld = false;
      clearTimeout(timer);
      timer = setTimeout(() => {
        isHeld = true;
        void visit.staff.open();
      }, HOLD_MS);
    },
    pointermove: ({ clientX, clientY }: PointerEvent): void => {
      if (Math.hypot(clientX - from.x, clientY - from.y) > STILL_PX) release();
    },
    pointerup: release,
    pointercancel: release,
    contextmenu: (event: Event): void => event.preventDefault(),
    clickCapture: (event: Event): void => {
      if (!isHeld) return;
      isHeld = false;
      event.stopPropagation();
      event.preventDefault();
    },
  };
}

/** Where the head of a screen ends, in pixels from the top of the window. */
function headOf(screen: EventTarget | null): number {
  const head = screen instanceof Element ? screen.querySelector('.bar') : null;
  return head?.getBoundingClientRect().bottom ?? 0;
}
