import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane. */
const COST: Cost = { memory: 19 * 1024, passes: 2, parallelism: 1, tagLength: 32 };

/** A hash of nothing anybody knows: checked for unknown names, so that they take as long as known ones. */
export const NOBODYS_PASSWORD = encode(COST, randomBytes(16), randomBytes(COST.tagLength));

/** Hashes a password with argon2id; gives parameters, salt and hash as one text. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return encode(COST, salt, await hashOf(password, salt, COST));
}

/** Whether the password is the hashed one. */
export async function isPassword(password: string, hashed: string): Promise<boolean> {
  const { cost, salt, tag } = decode(hashed);
  return timingSafeEqual(await hashOf(password, salt, cost), tag);
}

function hashOf(password: string, nonce: Buffer, cost: Cost): Promise<Buffer> {
  return derive('argon2id', { ...cost, message: password.normalize('NFC'), nonce });
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
