import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import { formatNumber, formatShortDate } from '#ui/format.ts';
import type { AttentionRow } from '../overview/AttentionItem.vue';
import type { WarningKind } from './device-health.ts';
import { nameOf } from './device-words.ts';
import { useField } from './field.ts';

export interface FieldMatter {
  readonly key: string;
  readonly title: string;
  readonly count: number;
  readonly rows: readonly AttentionRow[];
  /** Where to look when there are no rows. */
  readonly to?: RouteLocationRaw;
}

/** The gravest first. */
const KINDS: readonly WarningKind[] = [
  'identity-twice',
  'id-conflict',
  'signature',
  'gap',
  'unsent',
  'clock',
];

/** What in the field needs a person, whatever the period that is looked at. */
export function useFieldAttention(): ComputedRef<readonly FieldMatter[]> {
  const { voice, kiosks, waiting } = useField();
  return computed(() => {
    const { t, language } = voice.value;
    const matters = KINDS.map((kind): FieldMatter => {
      const rows = kiosks.value.flatMap(({ device, warnings }) =>
        warnings
          .filter((warning) => warning.kind === kind)
          .map((warning) => ({
            key: warning.alarm ?? device.id,
            date: formatShortDate(warning.since, language),
            text: nameOf(device, voice.value),
            note: warning.count > 0 ? t.attention.count(formatNumber(warning.count, language)) : '',
            to: { name: 'devices', query: { perangkat: device.id } },
          })),
      );
      return { key: kind, title: t.warningNames[kind], count: rows.length, rows };
    }).filter(({ rows }) => rows.length > 0);
    const aside: FieldMatter = {
      ...{ key: 'quarantine', title: t.attention.quarantine, count: waiting.value.length, rows: [] },
      to: { name: 'quarantine' },
    };
    return waiting.value.length > 0 ? [...matters, aside] : matters;
  });
}
