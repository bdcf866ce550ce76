import type { TableProblemCode } from '../tables/read-table.ts';
import type { ImportChoice, ImportPreview, OpenedFile } from './desk.ts';

/** From the page to the import's worker; each is answered with the same id. */
export type ToDesk =
  | { readonly kind: 'open'; readonly id: number; readonly file: File }
  | { readonly kind: 'preview'; readonly id: number; readonly choice: ImportChoice }
  | {
      readonly kind: 'import';
      readonly id: number;
      readonly agency: string;
      readonly choice: ImportChoice;
      readonly now: number;
    };

export type FromDesk =
  | { readonly kind: 'opened'; readonly id: number; readonly file: OpenedFile }
  | { readonly kind: 'previewed'; readonly id: number; readonly preview: ImportPreview }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number }
  | { readonly kind: 'imported'; readonly id: number; readonly rows: number }
  | { readonly kind: 'refused'; readonly id: number; readonly refusal: DeskRefusal };

/** Why the desk did not do it, in a form that survives the way between threads. */
export type DeskRefusal =
  | { readonly kind: 'file'; readonly code: TableProblemCode }
  | { readonly kind: 'known'; readonly fileName: string; readonly importedAt: string }
  | { readonly kind: 'failed'; readonly message: string };
