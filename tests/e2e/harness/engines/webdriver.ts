/** The JSON name of an element in WebDriver, fixed by its standard. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/**
 * The few commands of W3C WebDriver that the stories need, over HTTP. Each throws an Error with the driver's own words.
 */
export class WebDriverSession {
  readonly #address: string;

  private constructor(address: string) {
    this.#address = address;
  }

  static async begin(driver: string, capabilities: object): Promise<WebDriverSession> {
    const { sessionId } = await command<{ sessionId: string }>('POST', `${driver}/session`, {
      capabilities: { alwaysMatch: capabilities },
    });
    return new WebDriverSession(`${driver}/session/${sessionId}`);
  }

  async end(): Promise<void> {
    await command('DELETE', this.#address);
  }

  async goto(url: string): Promise<void> {
    await this.#do('url', { url });
  }

  async reload(): Promise<void> {
    await this.#do('refresh', {});
  }

  /** Runs an expression in the page and waits for what it promises. */
  async evaluate<R>(expression: string): Promise<R> {
    const script = `const done = arguments[0];
      Promise.resolve().then(() => ${expression}).then(
        (value) => done({ value }), (error) => done({ error: String(error) }));`;
    const outcome = await this.#do<{ value: R; error?: string }>('execute/async', { script, args: [] });
    if (outcome.error !== undefined) throw new Error(outcome.error);
    return outcome.value;
  }

  async click(where: string): Promise<void> {
    await this.#do(`element/${await this.#find(where)}/click`, {});
  }

  async type(where: string, text: string): Promise<void> {
    await this.#do(`element/${await this.#find(where)}/value`, { text });
  }

  async screenshot(): Promise<Uint8Array> {
    const picture = await command<string>('GET', `${this.#address}/screenshot`);
    return Buffer.from(picture, 'base64');
  }

  async #find(where: string): Promise<string> {
    const using = where.startsWith('//') ? 'xpath' : 'css selector';
    const element = await this.#do<Record<string, string>>('element', { using, value: where });
    return element[ELEMENT] ?? '';
  }

  #do<R>(name: string, body: object): Promise<R> {
    return command<R>('POST', `${this.#address}/${name}`, body);
  }
}

async function command<R>(method: string, address: string, body?: object): Promise<R> {
  const answer = await fetch(address, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const { value } = (await answer.json()) as { value: R & { error?: string; message?: string } };
  if (!answer.ok) throw new Error(`${address}: ${value.error ?? answer.status} ${value.message ?? ''}`);
  return value;
}
