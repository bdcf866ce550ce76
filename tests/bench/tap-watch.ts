/** What a page under measurement tells of itself; times are milliseconds since the navigation began. */
export interface TapWatch {
  /** Of an eager visitor: when the first choice could be tapped, and was. */
  firstTap(): Promise<{ readonly at: number; readonly name: string }>;
  /** Milliseconds from each tap to the picture after it, by the name of the question; of two taps the later. */
  readonly painted: Record<string, number>;
  /** Milliseconds from the tap that sent the form until the thank-you was painted. */
  thanked(): Promise<number>;
  /** Answers and sends the form from inside the page, which keeps the driver's own objects out of it. */
  fillIn(): Promise<void>;
}

declare global {
  interface Window {
    tapWatch: TapWatch;
  }
}

/**
 * Runs in the page before anything of its own; the same for every page that is compared. Closes over nothing.
 * `eager`: taps "Mulai" as soon as it is to be seen, and then the first choice that is.
 */
export function watchTaps(eager: boolean): void {
  const painted: Record<string, number> = {};
  let thanked = Promise.resolve(Number.NaN);
  const frame = (): Promise<number> => new Promise(requestAnimationFrame);
  /** Just after the picture that is about to be made. Called within a frame. */
  const pictureMade = (): Promise<number> =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => resolve(performance.now()));
      port1.start();
      port2.postMessage(null);
    });
  /** Just after the picture with everything done so far was made. */
  const afterPaint = async (): Promise<number> => {
    await frame();
    return pictureMade();
  };
  const visible = <E extends HTMLElement>(selector: string): E | undefined =>
    [...document.querySelectorAll<E>(selector)].find((element) =>
      element.checkVisibility({ visibilityProperty: true }),
    );

  const thanksAfter = async (tap: number): Promise<number> => {
    do await frame();
    while (visible('.screen.thanks') === undefined);
    return (await pictureMade()) - tap;
  };

  addEventListener(
    'pointerup',
    ({ target, timeStamp }) => {
      if (!(target instanceof Element)) return;
      if (target.closest('.comment .foot-next') !== null) thanked = thanksAfter(timeStamp);
      const name = target.closest('label')?.querySelector('input')?.name;
      if (name !== undefined) void afterPaint().then((at) => (painted[name] = at - timeStamp));
    },
    true,
  );

  const firstTap = async (): ReturnType<TapWatch['firstTap']> => {
    for (let started = false; ;) {
      const at = await afterPaint();
      const choice = visible<HTMLInputElement>('input[type=radio]');
      if (choice !== undefined) {
        choice.click();
        return { at, name: choice.name };
      }
      const start = started ? undefined : visible('.start');
      if (start !== undefined) started = true;
      start?.click();
    }
  };
  const first = eager ? firstTap() : Promise.reject(new Error('Nobody is eager here.'));
  first.catch(() => undefined);
  window.tapWatch = {
    painted,
    firstTap: () => first,
    thanked: () => thanked,
    async fillIn() {
      while (visible('.screen.thanks') === undefined) {
        await frame();
        const answered = visible('.question input:checked') !== undefined;
        const next = '.start, .question .choice-3, .profile .foot-next, .comment .foot-next';
        if (!answered) visible(next)?.click();
      }
    },
  };
}
