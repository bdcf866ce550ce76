import type { ActivityCategory, ActivityStatus, Leader } from '#domain/activity.ts';
import { plainWords } from './words.ts';

type Rules<T> = readonly (readonly [RegExp, T])[];

/** The first rule that fits wins; so the narrower one stands first. */
const CATEGORY_RULES: Rules<ActivityCategory> = [
  [/\b(audiensi|audience)\b/, 'audiensi'],
  [/\b(upacara|apel|pelantikan|hut|hari jadi|peringatan hari)\b/, 'upacara'],
  [/\b(peresmian|launching|peluncuran|pembukaan|grand opening|peletakan batu)\b/, 'peresmian'],
  [/\b(sosialisasi|bimtek|bimbingan teknis|workshop|pelatihan|seminar|penyuluhan)\b/, 'sosialisasi'],
  [
    /\b(pengajian|istighosah|istighotsah|doa|haul|natal|safari ramadan|sholat|salat|maulid|isra|tarawih|halal bihalal|misa)\b/,
    'keagamaan',
  ],
  [/\b(kunjungan|kunker|monev|peninjauan|meninjau|sidak|kunjungi)\b/, 'kunjungan'],
  [/\b(rapat|rakor|paripurna|musrenbang|musyawarah|koordinasi|fgd|pertemuan)\b/, 'rapat'],
];

const LEADER_RULES: Rules<Leader> = [
  [/\b(wakil wali ?kota|wawali|wawalikota)\b/, 'wakil-wali-kota'],
  [/\b(sekda|sekretaris daerah)\b/, 'sekda'],
  [/\b(asisten|assisten)\b/, 'asisten'],
  [/\b(diwakilkan|mewakili|yang mewakili|diwakili|didisposisikan)\b/, 'diwakilkan'],
];

const STATUS_RULES: Rules<ActivityStatus> = [
  [/\b(batal|dibatalkan|cancel|cancelled)\b/, 'batal'],
  [/\b(ditunda|tunda|postponed|dijadwal ulang|reschedule)\b/, 'ditunda'],
  [/\b(selesai|terlaksana|sudah|done)\b/, 'selesai'],
  [/\b(berlangsung|sedang)\b/, 'berlangsung'],
  [/\b(terjadwal|rencana|akan|scheduled)\b/, 'terjadwal'],
];

function firstFit<T>(rules: Rules<T>, text: string): T | null {
  const words = plainWords(text);
  return rules.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

/** The category that the words suggest; a person can change it afterwards. */
export function guessCategory(category: string, name: string): ActivityCategory {
  return firstFit(CATEGORY_RULES, category) ?? firstFit(CATEGORY_RULES, name) ?? 'lainnya';
}

/** `null` for a text that names no status. */
export function readStatus(text: string): ActivityStatus | null {
  return firstFit(STATUS_RULES, text);
}

/** Leaders named in a cell, in the order of rank; empty when nobody is recognised. */
export function readLeaders(text: string): Leader[] {
  const words = plainWords(text);
  const found: Leader[] = LEADER_RULES.filter(([pattern]) => pattern.test(words)).map(([, leader]) => leader);
  /* "Wakil Wali Kota" holds "Wali Kota": the mayor is present only where the words stand without "Wakil". */
  if (/\bwali ?kota\b/.test(words.replace(/\bwakil wali ?kota\b/g, ' '))) found.unshift('wali-kota');
  return found;
}
