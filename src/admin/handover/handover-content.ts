import { requestsIn } from '#local/office/handovers.ts';
import type { DeviceSummary, SealedAnswer, SealedPush } from '#protocol/device.ts';
import { SurveyResponse } from '#protocol/response.ts';
import { PushAnswer } from '#protocol/survey.ts';
import type { PushResult } from '#protocol/survey.ts';

/** What a hand-over brings of one device. */
export interface Brought {
  readonly device: string;
  /** Name of the device, when the office knows it. */
  readonly label: string | null;
  /** Numbers of its responses, lowest first. */
  readonly numbers: readonly number[];
  readonly items: number;
  /** How many of them the office had already when it asked last. */
  readonly known: number;
}

/** What is in a hand-over, device by device. `devices`: as the office knows them. */
export function contentOf(pushes: readonly SealedPush[], devices: readonly DeviceSummary[]): Brought[] {
  const found = new Map<string, Set<number>>();
  const items = new Map<string, number>();
  for (const request of requestsIn(pushes)) {
    for (const { body } of request.items) {
      const place = placeIn(body);
      // A response that another identity of the same tablet took counts as that one's.
      const device = place?.device ?? request.device.id;
      items.set(device, (items.get(device) ?? 0) + 1);
      const numbers = found.get(device) ?? new Set<number>();
      if (place !== null) numbers.add(place.sequence);
      found.set(device, numbers);
    }
  }
  return [...found].map(([device, all]) => {
    const numbers = [...all].sort((a, b) => a - b);
    const summary = devices.find(({ id }) => id === device) ?? null;
    const known = numbers.filter((number) => summary !== null && hasArrived(number, summary)).length;
    const label = summary?.label ?? '';
    return { device, label: label === '' ? null : label, numbers, items: items.get(device) ?? 0, known };
  });
}

function hasArrived(number: number, { highest, missing }: DeviceSummary): boolean {
  return number <= highest && !missing.includes(number);
}

function placeIn(body: string): { readonly device: string; readonly sequence: number } | null {
  try {
    const response = SurveyResponse.safeParse(JSON.parse(body));
    return response.success && 'device' in response.data.place ? response.data.place : null;
  } catch {
    return null;
  }
}

/** "1–14, 17": numbers as runs. */
export function runsOf(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}

/** How many items of a delivered hand-over had which outcome. */
export function outcomesOf(answers: readonly SealedAnswer[]): Record<PushResult['status'], number> {
  const counts = { stored: 0, same: 0, conflict: 0, quarantined: 0 };
  for (const { answer } of answers) {
    const parsed = PushAnswer.safeParse(JSON.parse(answer));
    for (const { status } of parsed.success ? parsed.data.results : []) counts[status] += 1;
  }
  return counts;
}
