import { BrowserGone } from './cdp.ts';
import type { Answering } from '../pages/engine-page-form.ts';
import type { Tab } from './tab.ts';

const SHOWN = 'main .screen:not([hidden])';

/** A respondent's hands on the app's own screens. */
export const screens = {
  /** The screen of this name is there: `attract`, `welcome`, `question`, `comment`, `thanks`, `answered`, `notice` … */
  wait(tab: Tab, names: readonly string[], patienceMs?: number): Promise<void> {
    return tab.until(isShown, [names.map((name) => `${SHOWN}.${name}`).join(',')], patienceMs);
  },

  /** Touches the middle of something, `times` times as fast as the browser takes it. */
  async tap(tab: Tab, selector: string, times = 1): Promise<void> {
    await tab.until(isShown, [selector]);
    await screens.tapIfThere(tab, selector, times);
  },

  async tapIfThere(tab: Tab, selector: string, times = 1): Promise<void> {
    const point = await tab.run(middleOf, selector);
    if (point === null) return;
    const touches = Array.from({ length: times }, (_, at) => at + 1).flatMap((clickCount) =>
      ['mousePressed', 'mouseReleased'].map((type) => ({ type, ...point, button: 'left', clickCount })),
    );
    await Promise.all(touches.map((touch) => tab.send('Input.dispatchMouseEvent', touch)));
  },

  /** From the first screen to the form's last step, everything filled in and nothing sent. */
  async fill(tab: Tab, { ticket, score }: Answering): Promise<void> {
    await screens.wait(tab, ['attract', 'welcome', 'answered', 'question', 'comment']);
    const onKiosk = await tab.run(isShown, `${SHOWN}.attract`);
    await screens.choose(tab, score);
    // A phone takes an unfinished form up again, with what had been answered before, and may do so at any of these taps.
    if (!onKiosk) while ((await screens.chosen(tab)) !== score) await screens.choose(tab, score);
    await screens.tap(tab, `${SHOWN}.comment textarea`);
    await tab.run(() => document.querySelector('textarea')?.select());
    await tab.send('Input.insertText', { text: ticket });
  },

  /**
   * Does what the screen asks for until the question is answered and the comment is there. Which screens come on the way
   * depends on what the phone remembers; the first quarter of a second of a question takes no tap, as half a double tap.
   */
  async choose(tab: Tab, score: number): Promise<void> {
    const start = `${SHOWN}.attract .attract-start, ${SHOWN}.welcome .start, ${SHOWN}.answered .button`;
    for (let answered = false; ;) {
      await screens.wait(tab, ['attract', 'welcome', 'answered', 'question', 'comment']);
      const isQuestion = await tab.run(isShown, `${SHOWN}.question`);
      const isComment = await tab.run(isShown, `${SHOWN}.comment`);
      if (isComment && answered) return;
      if (isComment) await screens.tap(tab, `${SHOWN}.comment .button-quiet`);
      else await screens.tapIfThere(tab, isQuestion ? `${SHOWN}.question .choice-${score}` : start);
      answered ||= isQuestion;
      await screens.comes(tab, isQuestion ? 'comment' : 'question', 1_000);
    }
  },

  async comes(tab: Tab, name: string, patienceMs: number): Promise<boolean> {
    try {
      await screens.wait(tab, [name], patienceMs);
      return true;
    } catch (reason) {
      if (reason instanceof BrowserGone) throw reason;
      return false;
    }
  },

  /** Goes back from the comment, looks what was chosen, and comes forward again. */
  async chosen(tab: Tab): Promise<number> {
    await screens.tap(tab, `${SHOWN}.comment .button-quiet`);
    await screens.wait(tab, ['question']);
    const value = await tab.run(() => document.querySelector<HTMLInputElement>('main input:checked')?.value);
    await screens.tap(tab, `${SHOWN}.question .foot-next`);
    await screens.wait(tab, ['comment']);
    return Number(value);
  },

  /** "Kirim". */
  send(tab: Tab, times = 1): Promise<void> {
    return screens.tap(tab, `${SHOWN}.comment .foot-next`, times);
  },

  /** After a thank-you: ready for the next person. */
  async makeReady(tab: Tab): Promise<void> {
    const done = `${SHOWN}.thanks .done`;
    if (await tab.run(isShown, done)) await screens.tap(tab, done);
    else await tab.reload();
    await screens.wait(tab, ['attract', 'answered']);
  },
};

function isShown(selector: string): boolean {
  return document.querySelector(selector)?.checkVisibility() ?? false;
}

/** `null`: it went away in the moment since it was seen. */
function middleOf(selector: string): { x: number; y: number } | null {
  const element = document.querySelector(selector);
  if (element === null) return null;
  element.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
