/** The page that the build draws, and what the endpoint says to a link. */
import { markOf } from '#protocol/link-mark.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { prerender } from '#survey/prerender.ts';
import { anActivity } from './scene.ts';

export const { html, hash, firstStep } = await prerender();
export const ACTIVITY = anActivity({ questionnaire: { ...anActivity().questionnaire, hash } });
/** A token of a link that was made for the questionnaire that the build drew. */
export const PROMISING = btoa(String.fromCharCode(1, markOf(hash) << 1, 0))
  .replaceAll('+', '-')
  .replaceAll('/', '_');

export interface WireReply {
  readonly status: number;
  readonly body: unknown;
}

export function linkAnswer(changes = {}): WireReply {
  const agency = { id: 'agency', name: 'Bagian Humas dan Protokol' };
  const activity = { ...ACTIVITY, ...changes };
  return {
    status: 200,
    body: { marker: PROTOCOL_MARKER, serverTime: '2026-09-04T03:00:00Z', agency, demo: false, activity },
  };
}
