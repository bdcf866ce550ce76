import { createHash } from 'node:crypto';

/** CSP sources of the inline scripts and styles of a page, so that exactly these may run. */
export function inlineHashes(page: string | null): { inlineScripts: string[]; inlineStyles: string[] } {
  return { inlineScripts: hashesOf(page, 'script'), inlineStyles: hashesOf(page, 'style') };
}

function hashesOf(page: string | null, tag: 'script' | 'style'): string[] {
  const elements = (page ?? '').matchAll(
    new RegExp(`<${tag}(?<attributes>[^>]*)>(?<content>[^]*?)</${tag}>`, 'gi'),
  );
  const sources = new Set<string>();
  for (const { groups } of elements) {
    const { attributes = '', content = '' } = groups ?? {};
    if (/\bsrc\s*=/i.test(attributes) || content === '') continue;
    sources.add(`'sha256-${createHash('sha256').update(content).digest('base64')}'`);
  }
  return [...sources];
}
