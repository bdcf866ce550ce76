import type { Language } from '#domain/questionnaire.ts';
import type { QueueState } from '#local/survey/queue.ts';
import type { PageTexts } from '#ui/texts/survey-pages.ts';

/** "3 di perangkat ini · 40 diterima kantor"; parts of zero are left out, and nothing is said of an empty device. */
export function deliveryWords(
  queue: QueueState | null,
  texts: Pick<PageTexts, 'device'>,
  language: Language,
): string {
  if (queue === null) return '';
  const parts = [
    [queue.onDevice, texts.device.onDevice],
    [queue.sent, texts.device.sent],
    [queue.received, texts.device.received],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, say]) => say(countWords(count, language)))
    .join(' · ');
}

/** "1.000" or "1,000". */
export function countWords(count: number, language: Language): string {
  return count.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB');
}
