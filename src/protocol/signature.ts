/** Signatures of devices and of the endpoint, as `Signature` and `PublicKey` in common.ts write them. */

export const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** Signs the UTF-8 bytes of a text; base64url. */
export async function signText(key: CryptoKey, text: string): Promise<string> {
  return toBase64url(new Uint8Array(await crypto.subtle.sign(SIGNING, key, new TextEncoder().encode(text))));
}

/** Whether the holder of the key signed exactly this text. A key or signature that cannot be read signed nothing. */
export async function isSignedBy(publicKey: string, text: string, signature: string): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', fromBase64url(publicKey), KEY_ALGORITHM, false, [
      'verify',
    ]);
    const bytes = new TextEncoder().encode(text);
    return await crypto.subtle.verify(SIGNING, key, fromBase64url(signature), bytes);
  } catch {
    return false;
  }
}

export function toBase64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Throws for anything that is not base64url. */
function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}
