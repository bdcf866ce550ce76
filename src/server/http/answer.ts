/** An answer before the headers that every answer carries are added. Header names are lower case. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
}

/** Our own JSON, never kept by any cache. */
export function jsonAnswer(body: object, headers: Readonly<Record<string, string>> = {}): Answer {
  return jsonTextAnswer(JSON.stringify(body), headers);
}

/** The same for a text that is JSON already. */
export function jsonTextAnswer(body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body,
  };
}
