/** All that the rescue page consists of. */
export const RESCUE_FILES: readonly string[] = [
  '/penyelamatan.html',
  '/penyelamatan.css',
  '/penyelamatan.js',
  '/survey-icon.svg',
];
/** The page's own worker, and the addresses that it answers for: more exact than the app's, so it comes first. */
export const RESCUE_WORKER = '/penyelamatan-sw.js';
export const RESCUE_SCOPE = '/penyelamatan';

/** The file that answers a request; `null`: none of the page's. Whatever a link added behind the address is ignored. */
export function keptFile(request: Pick<Request, 'method' | 'url'>, origin: string): string | null {
  const url = new URL(request.url);
  const isOurs = request.method === 'GET' && url.origin === origin;
  return isOurs ? (RESCUE_FILES.find((file) => file === url.pathname) ?? null) : null;
}
