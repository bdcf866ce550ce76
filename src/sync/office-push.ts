import { LIMITS } from '#protocol/limits.ts';
import { nextClipping, settleClipping } from '#local/office/clippings.ts';
import type { OfficeDatabase } from '#local/office/database.ts';
import { applyEditResults, refuseEdit, takeEdits } from '#local/office/edit-queue.ts';
import { nextHandover, refuseHandover, settleHandover } from '#local/office/handovers.ts';
import { applyImportResults, nextImportPart, refuseImportItem } from '#local/office/imports.ts';
import type { StepOutcome } from './loop.ts';
import type { OfficeTransport } from './office-transport.ts';
import { TransportProblem } from './transport-problem.ts';

const DONE: StepOutcome = { kind: 'done', wakeMs: null };
const MORE: StepOutcome = { kind: 'more' };

/** Refusals that lie in what was sent, not in who sends or in the endpoint. */
const CONTENT = ['bad-request', 'unknown-keys', 'too-deep', 'too-large', 'wrong-media-type'];

/**
 * What the office has to deliver, one request a step: files first, since releases name them; then edits in the order
 * they were made; then imported responses, whose import document is an edit; then what was brought from tablets. What the
 * endpoint cannot take is set aside with the reason and blocks nothing.
 */
export function officePush(db: OfficeDatabase, transport: OfficeTransport): () => Promise<StepOutcome> {
  let limit: number = LIMITS.batchItems;

  return async () => {
    try {
      return (
        (await sendClipping()) ??
        (await sendEdits()) ??
        (await sendImport()) ??
        (await sendHandover()) ??
        DONE
      );
    } catch (error) {
      if (error instanceof TransportProblem) return { kind: 'failed', problem: error };
      throw error;
    }
  };

  async function sendClipping(): Promise<StepOutcome | null> {
    const clipping = await nextClipping(db);
    if (!clipping) return null;
    const { sha256, mediaType, content } = clipping;
    try {
      await transport.sendClipping(sha256, mediaType, content);
      await settleClipping(db, sha256, 'stored');
    } catch (error) {
      const problem = causedBy(error, [...CONTENT, 'not-allowed']);
      await settleClipping(db, sha256, 'refused', reason(problem));
    }
    return MORE;
  }

  async function sendEdits(): Promise<StepOutcome | null> {
    const edits = await takeEdits(db, limit);
    if (edits.length === 0) return null;
    try {
      const { results } = await transport.sendEdits(edits);
      delivered(await applyEditResults(db, edits, results));
    } catch (error) {
      const problem = smaller(error, edits.length);
      if (edits.length === 1) await refuseEdit(db, edits[0]!.id, reason(problem));
    }
    return MORE;
  }

  async function sendImport(): Promise<StepOutcome | null> {
    const part = await nextImportPart(db);
    if (!part) return null;
    const items = part.items.slice(0, limit);
    try {
      const { results } = await transport.sendImport(items);
      delivered(await applyImportResults(db, part, items, results));
    } catch (error) {
      const problem = smaller(error, items.length);
      if (items.length === 1) await refuseImportItem(db, part, items[0]!.id, problem.code);
    }
    return MORE;
  }

  async function sendHandover(): Promise<StepOutcome | null> {
    const kept = await nextHandover(db);
    if (!kept) return null;
    try {
      const { answers } = await transport.sendHandover(kept.pushes);
      await settleHandover(db, kept.digest, answers);
    } catch (error) {
      const problem = causedBy(error, [...CONTENT, 'handover-altered', 'not-allowed']);
      await refuseHandover(db, kept.digest, reason(problem));
    }
    return MORE;
  }

  function delivered(named: number): void {
    if (named === 0)
      throw new TransportProblem('not-ours', 'retry', 'The answer names nothing that was sent.');
    limit = Math.min(LIMITS.batchItems, limit * 2);
  }

  /** The next request has half as many; a problem that does not lie in the content is thrown on. */
  function smaller(error: unknown, items: number): TransportProblem {
    const slow = error instanceof TransportProblem && error.code === 'timeout';
    if (slow) limit = Math.ceil(items / 2);
    const problem = causedBy(error, CONTENT);
    limit = Math.ceil(items / 2);
    return problem;
  }
}

function causedBy(error: unknown, codes: readonly string[]): TransportProblem {
  if (error instanceof TransportProblem && codes.includes(error.code)) return error;
  throw error;
}

function reason({ code, detail }: TransportProblem): string {
  return detail ? `${code}: ${detail}` : code;
}
