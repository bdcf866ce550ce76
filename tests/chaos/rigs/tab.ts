import { setTimeout as pause } from 'node:timers/promises';
import { BrowserGone } from './cdp.ts';
import type { BrowserEvent, Cdp } from './cdp.ts';

const PATIENCE_MS = 30_000;
const LOOK_MS = 1_000;
const LEAST_MS = 10;

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly description?: string };
  };
}

/** One page of a browser, as a rig sees it: real input, programs run inside, and what the page tells. */
export class Tab {
  readonly #cdp: Cdp;
  readonly #target: string;
  readonly #session: string;
  readonly #bindings = new Map<string, (payload: string) => void>();
  #inWorkers = '';
  #onCrash: () => void = () => undefined;

  private constructor(cdp: Cdp, target: string, session: string) {
    this.#cdp = cdp;
    this.#target = target;
    this.#session = session;
    cdp.onEvent((event) => this.#hear(event));
  }

  /** `context`: a browser context of its own, for a private window. */
  static async open(cdp: Cdp, context?: string): Promise<Tab> {
    const { targetId } = await cdp.send<{ targetId: string }>('Target.createTarget', {
      url: 'about:blank',
      browserContextId: context,
    });
    const { sessionId } = await cdp.send<{ sessionId: string }>('Target.attachToTarget', {
      targetId,
      flatten: true,
    });
    const tab = new Tab(cdp, targetId, sessionId);
    await Promise.all(
      ['Page.enable', 'Runtime.enable', 'Inspector.enable'].map((method) => tab.send(method)),
    );
    return tab;
  }

  send<Result = unknown>(method: string, params: object = {}): Promise<Result> {
    return this.#cdp.send<Result>(method, params, this.#session);
  }

  /** Gives the page a function of this name, whose single text the rig hears. */
  async listen(name: string, heard: (payload: string) => void): Promise<void> {
    this.#bindings.set(name, heard);
    await this.send('Runtime.addBinding', { name });
  }

  /** Runs `program` in every page of this tab before its own scripts. */
  async inject(program: (...args: never[]) => void, ...args: readonly unknown[]): Promise<void> {
    await this.send('Page.addScriptToEvaluateOnNewDocument', { source: callOf(program, args) });
  }

  /** Runs `program` in every worker of this tab's pages before its own scripts. */
  async injectWorkers(program: () => void): Promise<void> {
    this.#inWorkers = callOf(program, []);
    await this.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
    });
  }

  async goto(url: string): Promise<void> {
    const { errorText } = await this.send<{ errorText?: string }>('Page.navigate', { url });
    if (errorText !== undefined) throw new Error(`${url}: ${errorText}`);
  }

  /** Loads the page again; resolves once the page of before is gone, so that nobody acts on it. */
  async reload(): Promise<void> {
    await this.#leaving(() => this.send('Page.reload'));
  }

  /** Goes back to the page of before, as the browser's button does. */
  async back(): Promise<void> {
    // After the answer: a page that is left while it is asked answers with an error.
    await this.#leaving(() => this.run(() => void setTimeout(() => history.back())));
  }

  /** Runs `program` in the page and returns what it resolves to. */
  async run<Result, Args extends readonly unknown[]>(
    program: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Awaited<Result>> {
    const { result, exceptionDetails } = await this.send<Evaluated>('Runtime.evaluate', {
      expression: callOf(program, args),
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value as Awaited<Result>;
  }

  /** Waits until `condition` holds in the page; survives reloads on the way. */
  async until<Args extends readonly unknown[]>(
    condition: (...args: Args) => boolean,
    args: Args,
    patienceMs = PATIENCE_MS,
  ): Promise<void> {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const left = deadline - performance.now();
      if (left <= 0) throw new Error(`${callOf(condition, args)} never held on: ${await this.text()}`);
      if (await this.#holdsWithin(callOf(condition, args), Math.min(left, LOOK_MS))) return;
    }
  }

  /** What a person would read on the page now. */
  text(): Promise<string> {
    return this.run(() => document.body?.innerText.replaceAll(/\s+/g, ' ').slice(0, 300) ?? '').catch(String);
  }

  /** Ends the page's process; resolves when it is gone. */
  async crash(): Promise<void> {
    const gone = new Promise<void>((resolve) => (this.#onCrash = resolve));
    await Promise.race([gone, this.send('Page.crash').catch(() => undefined)]);
    await gone;
  }

  close(): Promise<unknown> {
    return this.#cdp.send('Target.closeTarget', { targetId: this.#target });
  }

  /** `leave` makes another page of this one. */
  async #leaving(leave: () => Promise<unknown>): Promise<void> {
    await this.run(() => void Object.assign(globalThis, { isBeingLeft: true }));
    await leave();
    await this.until(() => !('isBeingLeft' in globalThis), []);
  }

  /** Looks whenever the document changes, and now and then; a page that is being replaced holds nothing. */
  async #holdsWithin(call: string, ms: number): Promise<boolean> {
    const expression = `new Promise((resolve) => {
      const end = (holds) => { watcher.disconnect(); clearInterval(often); clearTimeout(last); resolve(holds); };
      const look = () => { if (${call}) end(true); };
      const watcher = new MutationObserver(look);
      const often = setInterval(look, 50);
      const last = setTimeout(() => end(false), ${ms});
      watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      look();
    })`;
    try {
      const asked = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await this.send<Evaluated>('Runtime.evaluate', asked);
      if (exceptionDetails) await pause(LEAST_MS);
      return result.value === true;
    } catch (reason) {
      if (reason instanceof BrowserGone) throw reason;
      await pause(LEAST_MS);
      return false;
    }
  }

  async #prepareWorker(session: string): Promise<void> {
    const asked = [
      this.#cdp.send('Runtime.evaluate', { expression: this.#inWorkers }, session),
      this.#cdp.send('Runtime.runIfWaitingForDebugger', {}, session),
    ];
    await Promise.allSettled(asked);
  }

  #hear({ method, session, params }: BrowserEvent): void {
    if (session !== this.#session) return;
    if (method === 'Inspector.targetCrashed') this.#onCrash();
    if (method === 'Target.attachedToTarget') void this.#prepareWorker(String(params['sessionId']));
    if (method === 'Runtime.bindingCalled')
      this.#bindings.get(String(params['name']))?.(String(params['payload']));
  }
}

function callOf(program: (...args: never[]) => unknown, args: readonly unknown[]): string {
  return `(${program.toString()})(${args.map((arg) => JSON.stringify(arg)).join(', ')})`;
}
