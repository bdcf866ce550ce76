import { createHash } from 'node:crypto';
import type { Activity } from '#domain/activity.ts';
import type { Questionnaire } from '#domain/questionnaire.ts';
import { FIRST_PREVIOUS_HASH } from '#domain/response.ts';
import type { Channel, SurveyResponse } from '#domain/response.ts';
import type { AcceptedItem } from '#server/storage/response-store.ts';
import { makeAnswers } from './answers.ts';
import { DAY } from './calendar.ts';
import type { Span } from './calendar.ts';
import { Random } from './random.ts';

export const RESPONSE_COUNT = 9_000;
const KIOSKS = 4;
const MINUTE = 60 * 1000;

/** The second tablet lost these numbers, so that its gaps can be seen. */
const LOST = { kiosk: 1, sequences: [57, 88] } as const;
/** The fourth tablet itself was lost so many days before the end, with so many answers on it, and then replaced. */
const MISLAID = { kiosk: 3, days: 40, answers: 2 } as const;

export interface Device {
  readonly id: string;
  readonly channel: 'kiosk' | 'link';
  readonly label: string;
  /** When it was opened for the first time, milliseconds since 1970. */
  readonly since: number;
  /** Activities it took answers for, in order of time. */
  readonly activities: string[];
  sequence: number;
  hash: string;
}

/** Responses of one device that reached the endpoint together. */
export interface Load {
  readonly device: Device;
  readonly activity: string;
  readonly receivedAt: number;
  readonly items: AcceptedItem[];
  readonly nextSequence: number;
}

/** What came from the field over the year. */
export interface FieldYear {
  /** In the order in which it arrived. */
  readonly loads: readonly Load[];
  /** Every identity of a tablet, in the order of enrolment. */
  readonly kiosks: readonly Device[];
  /** The identity that was withdrawn, when, and what it sent after that. */
  readonly mislaid: { readonly at: number; readonly load: Load } | null;
}

interface Context {
  readonly random: Random;
  readonly span: Span;
  readonly agency: string;
  readonly questionnaires: ReadonlyMap<string, Questionnaire>;
}

/** Everything that kiosks and phones sent over the year. */
export function makeFieldYear(context: Context, activities: readonly Activity[]): FieldYear {
  const { random, span } = context;
  const asked = activities.filter(
    ({ status, start }) => status === 'selesai' && Date.parse(start) < span.now - DAY && random.chance(0.66),
  );
  const kiosks = Array.from({ length: KIOSKS }, (_, at) =>
    newDevice(random, 'kiosk', `Tablet ${at + 1}`, span.from),
  );
  const mislaidAt = span.now - MISLAID.days * DAY;
  // From a source of its own: what is told of one tablet changes nothing of the rest.
  const apart = new Random(MISLAID.days);
  const replacement = newDevice(apart, 'kiosk', `Tablet ${MISLAID.kiosk + 1}`, mislaidAt + DAY);
  const counts = shares(asked, RESPONSE_COUNT + LOST.sequences.length);
  const loads: Load[] = [];
  asked.forEach((activity, at) => {
    const count = counts[at] ?? 0;
    const onPhones = Math.round(count * random.pick([0.1, 0.25, 0.4]));
    const mood = ((Date.parse(activity.start) - span.from) / (365 * DAY)) * 0.18 + random.normal() * 0.16;
    const place = random.integer(0, KIOSKS - 1);
    const gone = place === MISLAID.kiosk && Date.parse(activity.start) > mislaidAt;
    const kiosk = (gone ? replacement : kiosks[place]) ?? replacement;
    loads.push(kioskLoad(context, activity, kiosk, count - onPhones, mood, place === LOST.kiosk));
    for (let phone = 0; phone < onPhones; phone += 1) loads.push(phoneLoad(context, activity, mood));
  });
  return {
    loads: loads.filter(({ items }) => items.length > 0).sort((a, b) => a.receivedAt - b.receivedAt),
    kiosks: [...kiosks, replacement],
    mislaid: mislaidLoad({ ...context, random: apart }, asked, kiosks[MISLAID.kiosk], mislaidAt),
  };
}

/** What was still on the tablet when it was lost, as it came in after the tablet was found and switched on again. */
function mislaidLoad(
  context: Context,
  asked: readonly Activity[],
  device: Device | undefined,
  at: number,
): FieldYear['mislaid'] {
  const activity = asked.find(({ id }) => id === device?.activities.at(-1));
  if (device === undefined || activity === undefined) return null;
  const end = Date.parse(activity.end ?? activity.start) + 95 * MINUTE;
  const items = Array.from({ length: MISLAID.answers }, (_, place) =>
    makeItem(context, activity, device, end + place * MINUTE, 0),
  );
  const nextSequence = device.sequence + 1;
  return { at, load: { device, activity: activity.id, receivedAt: at + 3 * DAY, items, nextSequence } };
}

/** Splits `total` over the activities by their size; adds up exactly. */
function shares(activities: readonly Activity[], total: number): number[] {
  const weights = activities.map(({ invited }) => Math.sqrt(invited ?? 60));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  let given = 0;
  let reached = 0;
  return weights.map((weight) => {
    reached += weight;
    const upTo = Math.round((reached / sum) * total);
    const share = upTo - given;
    given = upTo;
    return share;
  });
}

function newDevice(random: Random, channel: Device['channel'], label: string, at: number): Device {
  const empty = { activities: [], sequence: 0, hash: FIRST_PREVIOUS_HASH };
  return { id: random.uuid(at), channel, label, since: at, ...empty };
}

function kioskLoad(
  context: Context,
  activity: Activity,
  device: Device,
  count: number,
  mood: number,
  loses: boolean,
): Load {
  const { random } = context;
  const end = Date.parse(activity.end ?? activity.start) + 30 * MINUTE;
  const moments = Array.from({ length: count }, () => end + random.integer(0, 60 * MINUTE)).sort(
    (a, b) => a - b,
  );
  device.activities.push(activity.id);
  const items = moments.map((at) => makeItem(context, activity, device, at, mood));
  return {
    device,
    activity: activity.id,
    receivedAt: end + random.integer(90, 600) * MINUTE,
    items: loses ? items.filter(({ place }) => !isLost(place)) : items,
    nextSequence: device.sequence + 1,
  };
}

function isLost(place: AcceptedItem['place']): boolean {
  return 'sequence' in place && LOST.sequences.some((lost) => lost === place.sequence);
}

function phoneLoad(context: Context, activity: Activity, mood: number): Load {
  const { random } = context;
  const at = Date.parse(activity.end ?? activity.start) + random.integer(5, 36 * 60) * MINUTE;
  const device = newDevice(random, 'link', activity.name, at - MINUTE);
  const items = [makeItem(context, activity, device, at, mood)];
  return {
    device,
    activity: activity.id,
    receivedAt: at + random.integer(1, 90) * 1000,
    items,
    nextSequence: 2,
  };
}

function makeItem(
  context: Context,
  activity: Activity,
  device: Device,
  at: number,
  mood: number,
): AcceptedItem {
  const { random, agency, questionnaires } = context;
  const questionnaire = questionnaires.get(activity.survey.questionnaire?.id ?? '');
  if (questionnaire === undefined) throw new RangeError('The activity names an unknown questionnaire.');
  const { id, version, hash: contentHash } = questionnaire;
  const filled = makeAnswers(random, questionnaire, mood);
  device.sequence += 1;
  const place = { device: device.id, sequence: device.sequence, previousHash: device.hash };
  const channel: Channel = device.channel;
  const response: SurveyResponse = {
    format: 1,
    id: random.uuid(at - filled.durationMs),
    agency,
    activity: activity.id,
    questionnaire: { id, version, hash: contentHash },
    channel,
    place,
    ...filled,
    submittedAt: new Date(at).toISOString(),
  };
  const body = JSON.stringify(response);
  const hash = createHash('sha256').update(body).digest('hex');
  device.hash = hash;
  return {
    ...{ accepted: true, id: response.id, hash, body, activity: activity.id, place },
    ...{ submittedAt: at, marks: [] },
  };
}
