import { expect, it } from 'vitest';
import { keptFile, RESCUE_FILES, RESCUE_SCOPE, RESCUE_WORKER } from '#pwa/rescue-files.ts';

const ORIGIN = 'https://survei.example';
const get = (path: string, method = 'GET') => keptFile({ method, url: `${ORIGIN}${path}` }, ORIGIN);

it('the rescue page answers for its own files, whatever a link added, and for nothing else', () => {
  for (const file of RESCUE_FILES) expect(get(file)).toBe(file);
  expect(get('/penyelamatan.html?from=wa#x')).toBe('/penyelamatan.html');
  for (const other of ['/', '/index.html', '/api/v1/push', '/penyelamatan-sw.js'])
    expect(get(other)).toBeNull();
  expect(get('/penyelamatan.html', 'POST')).toBeNull();
  const foreign = { method: 'GET', url: 'https://other.example/penyelamatan.html' };
  expect(keptFile(foreign, ORIGIN)).toBeNull();
});

it('its worker may answer for the page’s address', () => {
  expect(RESCUE_FILES[0]?.startsWith(RESCUE_SCOPE)).toBe(true);
  expect(RESCUE_WORKER.lastIndexOf('/')).toBe(0);
});
