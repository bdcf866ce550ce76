import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { LocationQuery } from 'vue-router';
import { CHANNELS } from '#local/office/columns.ts';
import type { Narrowing } from '../compute/selection.ts';

export const PARTS = ['hasil', 'perhitungan', 'tren', 'kelompok', 'komentar'] as const;
export type Part = (typeof PARTS)[number];

export interface SelectionAddress {
  readonly part: ComputedRef<Part>;
  readonly narrowing: ComputedRef<Narrowing>;
  readonly show: (part: Part) => void;
  readonly narrow: (change: Partial<Narrowing>) => void;
}

/** What the page shows lives in its address, so that it can be sent, reloaded and gone back to. */
export function useSelectionAddress(): SelectionAddress {
  const route = useRoute();
  const router = useRouter();
  const part = computed(() => PARTS.find((one) => one === route.query['bagian']) ?? 'hasil');
  const narrowing = computed((): Narrowing => ({
    channel: CHANNELS.find((channel) => channel === route.query['saluran']) ?? null,
    withFlagged: route.query['tanda'] !== 'tanpa',
    organiser: text(route.query, 'perangkat'),
    activity: text(route.query, 'kegiatan'),
  }));

  function show(next: Part): void {
    void router.replace({ query: { ...route.query, bagian: next } });
  }

  function narrow(change: Partial<Narrowing>): void {
    const { channel, withFlagged, organiser, activity } = { ...narrowing.value, ...change };
    const query: LocationQuery = { ...route.query };
    set(query, 'saluran', channel);
    set(query, 'tanda', withFlagged ? null : 'tanpa');
    set(query, 'perangkat', organiser);
    set(query, 'kegiatan', activity);
    void router.push({ query });
  }

  return { part, narrowing, show, narrow };
}

function text(query: LocationQuery, name: string): string | null {
  const value = query[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function set(query: LocationQuery, name: string, value: string | null): void {
  if (value === null) delete query[name];
  else query[name] = value;
}
