import type { Activity, ActivityCategory, ActivityStatus, Leader } from '#domain/activity.ts';
import { DAY, HOUR } from './calendar.ts';
import type { Span } from './calendar.ts';
import type { Random } from './random.ts';
import { DRESSES, EXCLUSIONS, NAMES, ORGANISERS, PLACES } from './words.ts';

export const ACTIVITY_COUNT = 420;
/** Of these, still to come. */
const UPCOMING = 16;

const CATEGORIES: readonly (readonly [ActivityCategory, number])[] = [
  ['rapat', 26],
  ['kunjungan', 16],
  ['sosialisasi', 14],
  ['audiensi', 12],
  ['upacara', 10],
  ['peresmian', 8],
  ['keagamaan', 8],
  ['lainnya', 6],
];

const LEADERS: readonly (readonly [readonly Leader[], number])[] = [
  [['wali-kota'], 40],
  [['wali-kota', 'wakil-wali-kota'], 14],
  [['wakil-wali-kota'], 16],
  [['sekda'], 16],
  [['wali-kota', 'sekda'], 6],
  [['asisten'], 5],
  [['diwakilkan'], 3],
];

const CROWDS: Readonly<Record<ActivityCategory, readonly [number, number]>> = {
  upacara: [120, 600],
  rapat: [20, 80],
  kunjungan: [20, 120],
  audiensi: [8, 40],
  peresmian: [60, 250],
  sosialisasi: [40, 150],
  keagamaan: [80, 400],
  lainnya: [60, 500],
};

interface Form {
  readonly id: string;
  readonly version: number;
}

/** A year's agenda and some days ahead, in order of time. */
export function makeActivities(
  random: Random,
  span: Span,
  forms: { nine: Form; thirteen: Form },
): Activity[] {
  const activities: Activity[] = [];
  const days = Math.floor((span.now - span.from) / DAY);
  for (let count = 0; count < ACTIVITY_COUNT; count += 1) {
    const ahead = count >= ACTIVITY_COUNT - UPCOMING;
    const day = ahead ? days + random.integer(1, 14) : random.integer(0, days - 1);
    const start = span.from + day * DAY + random.integer(7, 19) * HOUR + random.pick([0, 0, 30]) * 60 * 1000;
    const questionnaire = start < span.newForm ? forms.thirteen : forms.nine;
    activities.push(makeActivity(random, start, questionnaire, ahead));
  }
  return activities.sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
}

function makeActivity(random: Random, start: number, questionnaire: Form, ahead: boolean): Activity {
  const category = random.weighted(CATEGORIES);
  const organiser = random.pick(ORGANISERS);
  const [least, most] = CROWDS[category];
  const end = start + random.integer(1, 4) * HOUR;
  const closesAt = new Date(end + 2 * DAY).toISOString();
  return {
    id: random.uuid(start - 10 * DAY),
    name: nameOf(random, category),
    category,
    start: new Date(start).toISOString(),
    end: random.chance(0.9) ? new Date(end).toISOString() : null,
    place: random.pick(PLACES),
    organiser,
    leaders: random.weighted(LEADERS),
    dress: random.pick(DRESSES),
    status: statusOf(random, ahead),
    officers: `Tim Protokol ${random.integer(1, 3)}`,
    invited: random.chance(0.92) ? random.integer(least, most) : null,
    notes: '',
    exclusion: !ahead && random.chance(0.02) ? random.pick(EXCLUSIONS) : null,
    survey: { open: true, closesAt, questionnaire },
  };
}

function nameOf(random: Random, category: ActivityCategory): string {
  const [pattern, words] = random.pick(NAMES[category]);
  return pattern.replace('*', random.pick(words)).trim();
}

function statusOf(random: Random, ahead: boolean): ActivityStatus {
  if (ahead) return 'terjadwal';
  return random.weighted<ActivityStatus>([
    ['selesai', 94],
    ['ditunda', 3],
    ['batal', 3],
  ]);
}
