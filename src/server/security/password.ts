import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';
import { Problem } from '../http/problem.ts';

const derive = promisify(argon2);

/** OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane. */
const COST = { memory: 19 * 1024, passes: 2, parallelism: 1, tagLength: 32 } as const;

/** Hashes at work at once (each holds 19 MiB) and how many may wait for their turn. */
const AT_ONCE = 2;
const WAITING = 30;

/** Hashes passwords with argon2id, a few at a time so that a burst of sign-ins cannot eat the memory. */
export class Passwords {
  #running = 0;
  readonly #queue: (() => void)[] = [];
  /** Checked for unknown names, so that they take as long as known ones. */
  readonly #nobody = encode(COST, randomBytes(16), randomBytes(COST.tagLength));

  /** Parameters, salt and hash as one text. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(16);
    return encode(COST, salt, await this.#derive(password, salt, COST));
  }

  /** Whether the password is the hashed one. `null` stands for an account that does not exist: `false`, as slowly. */
  async verify(password: string, hashed: string | null): Promise<boolean> {
    const { cost, salt, tag } = decode(hashed ?? this.#nobody);
    const same = timingSafeEqual(await this.#derive(password, salt, cost), tag);
    return same && hashed !== null;
  }

  async #derive(password: string, nonce: Buffer, cost: Cost): Promise<Buffer> {
    await this.#turn();
    try {
      const parameters: Argon2Parameters = { ...cost, message: password.normalize('NFC'), nonce };
      return await derive('argon2id', parameters);
    } finally {
      this.#running -= 1;
      this.#queue.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    if (this.#running >= AT_ONCE) {
      if (this.#queue.length >= WAITING) throw new Problem('busy', 'Too many sign-ins at once.', 5);
      await new Promise<void>((resolve) => {
        this.#queue.push(resolve);
      });
    }
    this.#running += 1;
  }
}

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly tagLength: number;
}

function encode(cost: Cost, salt: Buffer, tag: Buffer): string {
  const { memory, passes, parallelism } = cost;
  const figures = `m=${memory},t=${passes},p=${parallelism}`;
  return `$argon2id$v=19$${figures}$${salt.toString('base64url')}$${tag.toString('base64url')}`;
}

function decode(text: string): { cost: Cost; salt: Buffer; tag: Buffer } {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(text);
  if (match === null) throw new TypeError('A stored password has an unknown form.');
  const [, memory, passes, parallelism, salt = '', tag = ''] = match;
  const bytes = Buffer.from(tag, 'base64url');
  return {
    cost: {
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
      tagLength: bytes.length,
    },
    salt: Buffer.from(salt, 'base64url'),
    tag: bytes,
  };
}
