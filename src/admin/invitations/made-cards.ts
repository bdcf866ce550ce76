import { shallowReactive } from 'vue';
import type { PersonalCodesAnswer } from '#protocol/device.ts';

export type Card = PersonalCodesAnswer['codes'][number];

/**
 * Cards made since this page was loaded, by activity. The endpoint keeps hashes only, and so that nobody can take cards
 * from this device later, they are kept nowhere else either: what was not printed is withdrawn and made anew.
 */
const made = shallowReactive(new Map<string, readonly Card[]>());

export function addCards(activity: string, cards: readonly Card[]): void {
  made.set(activity, [...cardsOf(activity), ...cards]);
}

export function cardsOf(activity: string): readonly Card[] {
  return made.get(activity) ?? [];
}

export function dropCards(activity: string): void {
  made.delete(activity);
}
