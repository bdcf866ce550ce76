import type { OfficeDatabase } from '#local/office/database.ts';
import { ImportKnown, queueImport } from '#local/office/imports.ts';
import { TableFileProblem } from '../tables/read-table.ts';
import { ImportDesk } from './desk.ts';
import type { DeskRefusal, FromDesk, ToDesk } from './desk-messages.ts';

/** Serves one desk: reads files, previews them and keeps what was decided. Never rejects. */
export function serveDesk(
  openDatabase: (agency: string) => Promise<OfficeDatabase>,
  post: (message: FromDesk) => void,
): (message: ToDesk) => Promise<void> {
  const desk = new ImportDesk();
  return async (message) => {
    try {
      post(await answer(desk, message, openDatabase, post));
    } catch (reason) {
      post({ kind: 'refused', id: message.id, refusal: refusalOf(reason) });
    }
  };
}

async function answer(
  desk: ImportDesk,
  message: ToDesk,
  openDatabase: (agency: string) => Promise<OfficeDatabase>,
  post: (message: FromDesk) => void,
): Promise<FromDesk> {
  const { id } = message;
  switch (message.kind) {
    case 'open': {
      const bytes = new Uint8Array(await message.file.arrayBuffer());
      return { kind: 'opened', id, file: await desk.open(message.file.name, bytes) };
    }
    case 'preview':
      return { kind: 'previewed', id, preview: desk.preview(message.choice) };
    case 'import': {
      const { agency, choice, now } = message;
      const progress = (done: number) => post({ kind: 'progress', id, done });
      const { record, bodies } = await desk.freeze(agency, choice, now, progress);
      const db = await openDatabase(agency);
      try {
        await queueImport(db, record, bodies, now);
      } finally {
        db.close();
      }
      return { kind: 'imported', id, rows: record.rows };
    }
  }
}

function refusalOf(reason: unknown): DeskRefusal {
  if (reason instanceof TableFileProblem) return { kind: 'file', code: reason.code };
  if (reason instanceof ImportKnown) {
    return { kind: 'known', fileName: reason.fileName, importedAt: reason.importedAt };
  }
  return { kind: 'failed', message: reason instanceof Error ? reason.message : String(reason) };
}
