import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** A fresh private key for the answers to an agency's kiosks, in PKCS #8. */
export function freshReceiptKey(): Buffer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return privateKey.export({ type: 'pkcs8', format: 'der' });
}

export interface ReceiptSigner {
  /** Raw uncompressed point, base64url. */
  readonly publicKey: string;
  /** ECDSA with P-256 and SHA-256 over the UTF-8 bytes of a text, r and s one after the other, base64url. */
  sign(text: string): string;
}

const signers = new Map<string, ReceiptSigner>();

/** The signer of a private key in PKCS #8; each key is read once. */
export function receiptSigner(pkcs8: Uint8Array): ReceiptSigner {
  const name = Buffer.from(pkcs8).toString('base64');
  const kept = signers.get(name);
  if (kept !== undefined) return kept;
  const key = createPrivateKey({ key: Buffer.from(pkcs8), type: 'pkcs8', format: 'der' });
  const signer: ReceiptSigner = {
    publicKey: rawPublicKey(key),
    sign: (text) =>
      sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  };
  signers.set(name, signer);
  return signer;
}

function rawPublicKey(key: KeyObject): string {
  const { x = '', y = '' } = createPublicKey(key).export({ format: 'jwk' });
  const point = [Buffer.of(0x04), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
  return Buffer.concat(point).toString('base64url');
}
