import type { QuestionnaireContent } from '#domain/questionnaire.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import type { LinkAnswer, PublicActivity } from '#protocol/survey.ts';

/** What the screens show of an event, known early from the link's answer and later from the store. */
export interface EventView {
  readonly agency: string;
  readonly name: string;
  /** ISO 8601 UTC. */
  readonly start: string;
  readonly place: string;
  readonly demo: boolean;
  readonly open: boolean;
  readonly closesAt: string | null;
  /** Content hash of its questionnaire: tells whether the prerendered first question is the right one. */
  readonly questionnaire: string;
  readonly content: QuestionnaireContent;
}

export function eventOfAnswer(answer: Pick<LinkAnswer, 'agency' | 'demo' | 'activity'>): EventView {
  return eventOf(answer.agency.name, answer.demo, answer.activity);
}

/** The current event of a context; `null` when a kiosk has none. `order`: as staff have set it, `null` as it asks. */
export function eventOfContext(
  context: SurveyContext,
  order: QuestionnaireContent['optionOrder'] | null = null,
): EventView | null {
  const activity = currentActivity(context);
  if (activity === null) return null;
  const event = eventOf(context.agency.name, context.demo, activity);
  return order === null ? event : { ...event, content: { ...event.content, optionOrder: order } };
}

export function currentActivity(context: SurveyContext): PublicActivity | null {
  return context.activities.find((activity) => activity.id === context.currentActivity) ?? null;
}

/** Whether the event takes answers at `now` (milliseconds since 1970) as far as this device knows. */
export function takesAnswers({ open, closesAt }: Pick<EventView, 'open' | 'closesAt'>, now: number): boolean {
  return open && (closesAt === null || Date.parse(closesAt) > now);
}

function eventOf(agency: string, demo: boolean, activity: PublicActivity): EventView {
  const { name, start, place, open, closesAt, questionnaire } = activity;
  const { hash, content } = questionnaire;
  return { agency, name, start, place, demo, open, closesAt, questionnaire: hash, content };
}
