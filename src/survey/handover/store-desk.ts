import { kioskContext } from '#local/survey/contexts.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { FileRefused, readReceipt } from '#protocol/handover-read.ts';
import { applyReceiptFile, sealedPushes } from '#sync/handover.ts';
import type { Sealing } from '#sync/handover.ts';
import type { HandoverDesk } from './desk.ts';

/** Handing over from this tablet's own database. */
export function handoverDesk(db: SurveyDatabase, sealing: () => Sealing): HandoverDesk {
  return {
    pack: () => sealedPushes(db, sealing()),
    take: async (text) => {
      const kiosk = await kioskContext(db);
      if (kiosk === null) throw new FileRefused('other-agency');
      return applyReceiptFile(db, await readReceipt(text, kiosk.agency.id));
    },
  };
}
