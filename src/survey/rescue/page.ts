import type { Language } from '#domain/questionnaire.ts';
import type { DeviceContent } from './device-content.ts';
import type { Packed } from './handover-pushes.ts';
import type { RescueTexts } from './texts.ts';

export interface Shown {
  readonly content: DeviceContent;
  readonly packed: Packed;
}

export interface Page {
  readonly texts: RescueTexts;
  readonly language: Language;
  /** `null` while the device is being read. */
  readonly shown: Shown | null;
  readonly onLanguage: () => void;
  readonly onAgain: () => void;
}
