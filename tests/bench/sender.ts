import { generateKeyPairSync, hash, randomBytes, randomUUIDv7, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';
import { FIRST_PREVIOUS_HASH } from '#domain/response.ts';
import type { SurveyResponse } from '#domain/response.ts';
import type { PushItem } from '#protocol/survey.ts';

/** What a load generator needs to know of a data folder. */
export interface Stage {
  readonly agency: string;
  readonly activity: string;
  readonly questionnaire: SurveyResponse['questionnaire'];
  /** Of the survey link that phones open. */
  readonly token: string;
}

/** One request, ready to be sent. */
export interface Batch {
  readonly authorization: string;
  readonly content: Buffer;
  readonly items: number;
}

/** A tablet with a key, or a phone with the token of a link: makes numbered, chained responses and packs them. */
export class Sender {
  readonly id = randomUUIDv7();
  /** Raw point; empty for a phone. */
  readonly publicKey: Buffer;
  readonly #stage: Stage;
  readonly #key: KeyObject | null;
  #sequence = 0;
  #contacts = 0;
  #lastHash = FIRST_PREVIOUS_HASH;

  private constructor(stage: Stage, key: KeyObject | null, publicKey: Buffer) {
    this.#stage = stage;
    this.#key = key;
    this.publicKey = publicKey;
  }

  static tablet(stage: Stage): Sender {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const point = [Buffer.of(0x04), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
    return new Sender(stage, privateKey, Buffer.concat(point));
  }

  static phone(stage: Stage): Sender {
    return new Sender(stage, null, Buffer.alloc(0));
  }

  /** The next `count` responses in requests of `size`. */
  batches(count: number, size: number): Batch[] {
    const batches: Batch[] = [];
    for (let left = count; left > 0; left -= size) {
      batches.push(this.#packed(this.responses(Math.min(size, left)), left));
    }
    return batches;
  }

  /** The next responses, of the size that people's answers have. */
  responses(count: number): PushItem[] {
    return Array.from({ length: count }, () => {
      this.#sequence += 1;
      const { agency, activity, questionnaire } = this.#stage;
      const place = { device: this.id, sequence: this.#sequence, previousHash: this.#lastHash };
      const response: SurveyResponse = {
        ...{ format: 1, id: randomUUIDv7(), agency, activity, questionnaire },
        ...{ channel: this.#key === null ? 'link' : 'kiosk', place, answers: ANSWERS },
        ...{ profile: { gender: 'l' }, comment: '', language: 'id', submittedAt: new Date().toISOString() },
        ...{ durationMs: 42_000, flags: [] },
      };
      const body = JSON.stringify(response);
      this.#lastHash = hash('sha256', body);
      return { id: response.id, hash: this.#lastHash, body };
    });
  }

  #packed(items: readonly PushItem[], unsent: number): Batch {
    this.#contacts += 1;
    const contact = { number: this.#contacts, nonce: randomBytes(16).toString('base64url') };
    const device = { id: this.id, appVersion: 'bench', nextSequence: this.#sequence + 1, unsent };
    const own = this.#key === null ? device : { ...device, contact };
    const content = Buffer.from(JSON.stringify({ protocol: 1, device: own, items }));
    return { authorization: this.#authorization(content), content, items: items.length };
  }

  #authorization(content: Buffer): string {
    if (this.#key === null) return `Link ${this.#stage.token}`;
    const signature = sign('sha256', content, { key: this.#key, dsaEncoding: 'ieee-p1363' });
    return `Device ${signature.toString('base64url')}`;
  }
}

const ANSWERS = Object.fromEntries(DEFAULT_QUESTIONNAIRE.questions.map(({ key }) => [key, 3 as const]));
