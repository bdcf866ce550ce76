import { responseFlags } from '#domain/quality.ts';
import type { ResponseFlag } from '#domain/response.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import type { Draft } from '#local/survey/drafts.ts';
import type { PublicActivity } from '#protocol/survey.ts';

/** A device clock further off than this from the endpoint's makes the time of an answer doubtful. */
const CLOCK_ODD_MS = 10 * 60 * 1000;

export interface Circumstances {
  readonly draft: Draft;
  readonly context: SurveyContext;
  readonly activity: PublicActivity | null;
  readonly durationMs: number;
  /** Milliseconds since 1970, device clock. */
  readonly now: number;
  /** This phone has answered for this event before. */
  readonly repeated: boolean;
}

/** Marks that this device can see. They refuse nothing: reports show the result with and without them. */
export function flagsOf(circumstances: Circumstances): ResponseFlag[] {
  const { draft, context, activity, durationMs, now, repeated } = circumstances;
  const flags = responseFlags({ answers: draft.answers, durationMs, channel: context.mode });
  const closesAt = activity?.closesAt ?? null;
  if (activity !== null && (!activity.open || (closesAt !== null && Date.parse(closesAt) <= now))) {
    flags.push('after-close');
  }
  if (Math.abs(context.clockOffsetMs) > CLOCK_ODD_MS) flags.push('clock-odd');
  if (context.mode === 'link' && repeated) flags.push('repeated-phone');
  return flags;
}
