import type { Answer, Language, QuestionnaireReference } from './questionnaire.ts';

export type Channel = 'kiosk' | 'link' | 'import';

/** Place of a response in the gap-free numbering of the device that took it. */
export interface LedgerPlace {
  readonly device: string;
  /** 1, 2, 3 … without gaps on one device. */
  readonly sequence: number;
  /** SHA-256 (hex) of the frozen text of the previous response of this device; 64 zeros for the first. */
  readonly previousHash: string;
}

/** Where an imported response came from; device-less, so it has no ledger place. */
export interface ImportPlace {
  /** Id of the import record (one per file). */
  readonly batch: string;
  /** Row in the file as a person sees it (the header is row 1). */
  readonly row: number;
}

/** Quality marks set by the device or the endpoint. A flagged response is kept and counted; reports show with/without. */
export const RESPONSE_FLAGS = [
  'all-same',
  'too-fast',
  'after-close',
  'clock-odd',
  'repeated-phone',
  'burst',
] as const;
export type ResponseFlag = (typeof RESPONSE_FLAGS)[number];

/** One filled questionnaire. Immutable once submitted; carries nothing that identifies a person. */
export interface SurveyResponse {
  readonly format: 1;
  /** UUIDv7 made when the survey was started, final from then on. */
  readonly id: string;
  readonly agency: string;
  /** The activity (kegiatan) rated; `null` only for an import that names just a period. */
  readonly activity: string | null;
  readonly questionnaire: QuestionnaireReference;
  readonly channel: Channel;
  readonly place: LedgerPlace | ImportPlace;
  /** By question key. Absent: skipped. `null`: "cannot judge". Neither is ever counted as 0. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** By profile field key: the key of the chosen option. */
  readonly profile: Readonly<Record<string, string>>;
  readonly comment: string;
  readonly language: Language;
  /** Device clock at submit, ISO 8601 UTC with milliseconds. For imports the date the file gives. */
  readonly submittedAt: string;
  /** Monotonic milliseconds from start to submit; 0 for imports. */
  readonly durationMs: number;
  readonly flags: readonly ResponseFlag[];
}

export const FIRST_PREVIOUS_HASH = '0'.repeat(64);
