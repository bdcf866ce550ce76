import type { FileRefusal } from '#protocol/handover-read.ts';

/** Every sentence of handing over without a network. Counts come as words. */
export interface HandoverTexts {
  readonly nothing: string;
  readonly stranded: (count: string) => string;
  readonly failed: string;
  readonly file: {
    readonly title: string;
    readonly explain: string;
    readonly save: string;
    readonly share: string;
    readonly working: string;
    readonly saved: (count: string, names: string) => string;
    readonly shared: (count: string) => string;
    readonly next: string;
  };
  readonly qr: {
    readonly title: string;
    readonly explain: string;
    readonly start: string;
    readonly preparing: string;
    readonly place: (frame: string, frames: string) => string;
    readonly round: (seconds: string) => string;
    readonly label: (frame: string) => string;
    readonly hold: string;
    readonly goOn: string;
    readonly stop: string;
    readonly tooMany: (count: string) => string;
    readonly unable: string;
  };
  readonly receipt: {
    readonly title: string;
    readonly explain: string;
    readonly choose: string;
    readonly reading: string;
    readonly taken: (count: string) => string;
    readonly knownAlready: string;
    readonly ignored: (count: string) => string;
    readonly refused: Readonly<Record<FileRefusal, string>>;
    readonly failed: string;
  };
}
