import { activityFigures } from './activity-figures.ts';
import type { ActivitiesAnswer, ActivitiesRequest } from './activity-figures.ts';
import { commentRows } from './comment-rows.ts';
import type { CommentsAnswer, CommentsRequest } from './comment-rows.ts';
import type { FigureData } from './figure-data.ts';
import { lateResponses } from './late-responses.ts';
import type { LateResponsesAnswer, LateResponsesRequest } from './late-responses.ts';
import { overviewFigures } from './overview-figures.ts';
import type { OverviewAnswer, OverviewRequest } from './overview-figures.ts';
import { profileFigures } from './profile-figures.ts';
import type { ProfileFigure, ProfileRequest } from './profile-figures.ts';
import { publicationFigures } from './publication-figures.ts';
import type { PublicationAnswer, PublicationRequest } from './publication-figures.ts';
import { respondentsCsv } from './respondents-csv.ts';
import type { RespondentsCsvAnswer, RespondentsCsvRequest } from './respondents-csv.ts';
import { responseRows } from './response-rows.ts';
import type { ReadDetails, ResponsesAnswer, ResponsesRequest } from './response-rows.ts';
import { satisfactionFigures } from './satisfaction-figures.ts';
import type { SatisfactionAnswer, SatisfactionRequest } from './satisfaction-figures.ts';

/** Every question that screens may ask, with its answer. */
export interface Figures {
  overview: { request: OverviewRequest; answer: OverviewAnswer };
  publication: { request: PublicationRequest; answer: PublicationAnswer };
  satisfaction: { request: SatisfactionRequest; answer: SatisfactionAnswer };
  activities: { request: ActivitiesRequest; answer: ActivitiesAnswer };
  profile: { request: ProfileRequest; answer: readonly ProfileFigure[] };
  responses: { request: ResponsesRequest; answer: ResponsesAnswer };
  comments: { request: CommentsRequest; answer: CommentsAnswer };
  'late-responses': { request: LateResponsesRequest; answer: LateResponsesAnswer };
  'respondents-csv': { request: RespondentsCsvRequest; answer: RespondentsCsvAnswer };
}
export type FigureKind = keyof Figures;
export type FigureRequest = Figures[FigureKind]['request'];
export type AnswerTo<R extends FigureRequest> = Figures[R['kind']]['answer'];

/** What a request needs beside the counted data. */
export interface Surroundings {
  readonly data: FigureData;
  readonly readDetails: ReadDetails;
  readonly signal: AbortSignal;
  /** Part of a long request that is done, 0..1. */
  readonly progress: (done: number) => void;
}

type Handlers = {
  readonly [K in FigureKind]: (
    request: Figures[K]['request'],
    around: Surroundings,
  ) => Figures[K]['answer'] | Promise<Figures[K]['answer']>;
};

const HANDLERS: Handlers = {
  overview: (request, { data }) => overviewFigures(data, request),
  publication: (request, { data }) => publicationFigures(data, request),
  satisfaction: (request, { data }) => satisfactionFigures(data, request),
  activities: (request, { data }) => activityFigures(data, request),
  profile: (request, { data }) => profileFigures(data, request),
  responses: (request, { data, readDetails }) => responseRows(data, request, readDetails),
  comments: (request, { data, readDetails, signal }) => commentRows(data, request, readDetails, signal),
  'late-responses': (request, { data, readDetails, signal }) =>
    lateResponses(data, request, readDetails, signal),
  'respondents-csv': (request, { data, readDetails, signal, progress }) =>
    respondentsCsv(data, request, readDetails, signal, progress),
};

/** Answers one question over the local copy. Rejects with the signal's reason when it is given up. */
export async function handle<R extends FigureRequest>(
  request: R,
  around: Surroundings,
): Promise<AnswerTo<R>> {
  around.signal.throwIfAborted();
  const handler = HANDLERS[request.kind] as (
    request: R,
    around: Surroundings,
  ) => AnswerTo<R> | Promise<AnswerTo<R>>;
  return handler(request, around);
}
