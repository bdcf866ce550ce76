/** What one person meant to answer: a text that is in the answer and nowhere else, and the scores that go with it. */
export interface Attempt {
  readonly ticket: string;
  readonly score: number;
}

/** One response as the office counts it. */
export interface Arrived {
  readonly id: string;
  /** `null`: of an import, or its body cannot be read. */
  readonly device: string | null;
  readonly sequence: number | null;
  readonly ticket: string;
  readonly score: number | null;
}

export interface Evidence {
  /** What counts in the indicators. */
  readonly counted: readonly Arrived[];
  /** What the endpoint keeps aside for staff to judge. */
  readonly aside: readonly Arrived[];
  /** Tickets that devices still keep and will send. */
  readonly queued: readonly string[];
}

export interface Verdict {
  readonly attempted: number;
  readonly acknowledged: number;
  /** Of the acknowledged ones, those thanked on the app's own screens. */
  readonly onScreens: number;
  /** Thanked, and neither at the endpoint nor on a device. */
  readonly lost: readonly string[];
  /** Counted more than once: an id, a number of a device, or one person's answer. */
  readonly doubled: readonly string[];
  /** At the endpoint, though nobody sent it, or with other answers than were given. */
  readonly unexpected: readonly string[];
  /** Thanked, and still on a device, unsent. */
  readonly waiting: number;
  /** Stored, but the thank-you was never seen: allowed, and counted. */
  readonly recovered: number;
  /** Thanked, and at the endpoint only aside: kept whole, a person decides. */
  readonly aside: number;
}

/**
 * Keeps what people did and saw, from outside the app: an answer was sent (the tap on "Kirim"), a thank-you was on the
 * screen. What the app says of itself is never asked.
 */
export class Oracle {
  readonly #attempts = new Map<string, Attempt>();
  readonly #thanked = new Map<string, 'screens' | 'engine'>();
  readonly #hopes: { readonly count: number; readonly resolve: () => void }[] = [];

  attempt(attempt: Attempt): void {
    this.#attempts.set(attempt.ticket, attempt);
  }

  thank(ticket: string, how: 'screens' | 'engine'): void {
    if (!this.#attempts.has(ticket)) throw new Error(`${ticket} was thanked for and never sent.`);
    this.#thanked.set(ticket, how);
    for (const { count, resolve } of this.#hopes) if (this.#thanked.size >= count) resolve();
  }

  get thanked(): ReadonlySet<string> {
    return new Set(this.#thanked.keys());
  }

  /** Resolves when so many have been thanked. */
  thankedAtLeast(count: number): Promise<void> {
    if (this.#thanked.size >= count) return Promise.resolve();
    return new Promise((resolve) => this.#hopes.push({ count, resolve }));
  }

  /** Takes back every thank-you but `known`: they were seen by a world that did not happen. */
  keepThanks(known: ReadonlySet<string>): void {
    for (const ticket of this.#thanked.keys()) if (!known.has(ticket)) this.#thanked.delete(ticket);
  }

  judge({ counted, aside, queued }: Evidence): Verdict {
    const kept = new Set([...counted, ...aside].map(({ ticket }) => ticket));
    const waiting = new Set(queued);
    const countedTickets = new Set(counted.map(({ ticket }) => ticket));
    return {
      attempted: this.#attempts.size,
      acknowledged: this.#thanked.size,
      onScreens: [...this.#thanked.values()].filter((how) => how === 'screens').length,
      lost: [...this.#thanked.keys()].filter((ticket) => !kept.has(ticket) && !waiting.has(ticket)),
      waiting: [...this.#thanked.keys()].filter((ticket) => !kept.has(ticket) && waiting.has(ticket)).length,
      doubled: doubled(counted),
      unexpected: [...counted, ...aside].flatMap((one) => this.#surprise(one) ?? []),
      recovered: [...kept].filter((ticket) => this.#attempts.has(ticket) && !this.#thanked.has(ticket))
        .length,
      aside: [...this.#thanked.keys()].filter((ticket) => kept.has(ticket) && !countedTickets.has(ticket))
        .length,
    };
  }

  #surprise({ id, ticket, score }: Arrived): string | null {
    const attempt = this.#attempts.get(ticket);
    if (attempt === undefined) return `${ticket || id} was never sent`;
    const isSame = score === null || score === attempt.score;
    return isSame ? null : `${ticket} answered ${attempt.score} and arrived as ${score}`;
  }
}

function doubled(counted: readonly Arrived[]): string[] {
  const keys = counted.flatMap(({ id, device, sequence, ticket }) => [
    `id ${id}`,
    `ticket ${ticket}`,
    ...(device === null ? [] : [`number ${device} ${sequence}`]),
  ]);
  const seen = new Set<string>();
  return keys.filter((key) => seen.size === seen.add(key).size);
}
