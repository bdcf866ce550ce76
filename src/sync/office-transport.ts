import { HandoverAnswer } from '#protocol/device.ts';
import type { HandoverRequest, SealedPush } from '#protocol/device.ts';
import { DoneAnswer, EditsAnswer, ImportAnswer, PullAnswer } from '#protocol/office.ts';
import type { Edit, EditsRequest, ImportRequest } from '#protocol/office.ts';
import type { PushItem } from '#protocol/survey.ts';
import { PROTOCOL_VERSION } from '#protocol/version.ts';
import { ask } from './ask.ts';
import type { Question, Wire } from './ask.ts';

/** The office's requests; the session is a cookie. Each throws a TransportProblem. */
export interface OfficeTransport {
  pull(after: number, limit: number): Promise<PullAnswer>;
  sendEdits(edits: readonly Edit[]): Promise<EditsAnswer>;
  sendImport(items: readonly PushItem[]): Promise<ImportAnswer>;
  sendHandover(pushes: readonly SealedPush[]): Promise<HandoverAnswer>;
  sendClipping(sha256: string, mediaType: string, content: Uint8Array<ArrayBuffer>): Promise<DoneAnswer>;
}

export function officeTransport(wire: Wire, signal: AbortSignal): OfficeTransport {
  const question = (path: string, rest: Omit<Question, 'path' | 'credentials'>): Question => ({
    ...{ path, signal, credentials: 'same-origin' },
    ...rest,
  });
  return {
    pull: (after, limit) => ask(wire, question(`pull?after=${after}&limit=${limit}`, {}), PullAnswer),
    sendEdits: (edits) => {
      const body: EditsRequest = { protocol: PROTOCOL_VERSION, edits: [...edits] };
      return ask(wire, question('edits', { method: 'POST', body }), EditsAnswer);
    },
    sendImport: (items) => {
      const body: ImportRequest = { protocol: PROTOCOL_VERSION, items: [...items] };
      return ask(wire, question('responses', { method: 'POST', body }), ImportAnswer);
    },
    sendHandover: (pushes) => {
      const body: HandoverRequest = { protocol: PROTOCOL_VERSION, pushes: [...pushes] };
      return ask(wire, question('handover', { method: 'POST', body }), HandoverAnswer);
    },
    sendClipping: (sha256, mediaType, content) =>
      ask(
        wire,
        question(`clippings/${sha256}`, { method: 'PUT', bytes: { content, mediaType } }),
        DoneAnswer,
      ),
  };
}
