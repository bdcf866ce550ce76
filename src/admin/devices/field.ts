import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { DEFAULT_FIELD_SETTINGS } from '#domain/agency.ts';
import type { DeviceSummary, QuarantineItem } from '#protocol/device.ts';
import { useDocuments } from '../documents/live-documents.ts';
import { language, useTexts } from '../language.ts';
import { standingOf, warningsOf } from './device-health.ts';
import type { Standing, Warning } from './device-health.ts';
import type { Voice } from './device-words.ts';
import { useFieldCopy } from './field-copy.ts';
import type { LiveField } from './field-copy.ts';
import { texts } from './texts.ts';

export interface JudgedDevice {
  readonly device: DeviceSummary;
  readonly standing: Standing;
  readonly warnings: readonly Warning[];
}

export interface Field extends LiveField {
  readonly voice: ComputedRef<Voice>;
  /** Kiosks, those with warnings first, then those seen last. */
  readonly kiosks: ComputedRef<readonly JudgedDevice[]>;
  readonly phones: ComputedRef<readonly DeviceSummary[]>;
  readonly waiting: ComputedRef<readonly QuarantineItem[]>;
  readonly decided: ComputedRef<readonly QuarantineItem[]>;
}

/** The devices in the field with what is wrong with each. */
export function useField(): Field {
  const live = useFieldCopy();
  const t = useTexts(texts);
  const agency = useDocuments('agency').items;
  const voice = computed(() => ({ t: t.value, language: language.value, now: live.now.value }));
  const devices = computed(() => live.copy.value?.devices ?? []);
  const aside = computed(() => live.copy.value?.aside ?? []);
  const unsentHours = computed(() => (agency.value[0]?.body.field ?? DEFAULT_FIELD_SETTINGS).unsentHours);
  const kiosks = computed(() => {
    const circumstances = { now: live.now.value, unsentHours: unsentHours.value, aside: aside.value };
    return devices.value
      .filter(({ channel }) => channel === 'kiosk')
      .map((device) => ({
        device,
        standing: standingOf(device, devices.value),
        warnings: warningsOf(device, circumstances),
      }))
      .toSorted((a, b) => Math.sign(b.warnings.length) - Math.sign(a.warnings.length));
  });
  return {
    ...{ ...live, voice, kiosks },
    phones: computed(() => devices.value.filter(({ channel }) => channel === 'link')),
    waiting: computed(() => aside.value.filter(({ judged }) => judged === null)),
    decided: computed(() => aside.value.filter(({ judged }) => judged !== null)),
  };
}
