import { cellText } from '#domain/respondent-table.ts';
import type { Cell } from '#domain/respondent-table.ts';
import { plainWords } from './words.ts';

/** What a column of an agenda can hold, in the order in which a person is asked. */
export const AGENDA_FIELDS = [
  'date',
  'time',
  'end-time',
  'name',
  'place',
  'organiser',
  'leaders',
  'dress',
  'category',
  'status',
  'officers',
  'invited',
  'notes',
] as const;
export type AgendaField = (typeof AGENDA_FIELDS)[number];

/** Column of each field, from 0; a field that is absent has no column. */
export type ColumnMatch = Readonly<Partial<Record<AgendaField, number>>>;

/** Headings as agendas of regional governments have them, in plain words, the surest first. */
const HEADINGS: Readonly<Record<AgendaField, readonly string[]>> = {
  date: [
    'tanggal',
    'hari tanggal',
    'tgl',
    'hari tgl',
    'tanggal kegiatan',
    'tanggal pelaksanaan',
    'waktu pelaksanaan',
    'hari',
    'date',
  ],
  time: ['waktu', 'jam', 'pukul', 'jam mulai', 'waktu mulai', 'mulai', 'pkl', 'time', 'start'],
  'end-time': ['jam selesai', 'waktu selesai', 'sampai', 'selesai', 'end'],
  name: [
    'kegiatan',
    'acara',
    'nama kegiatan',
    'nama acara',
    'uraian kegiatan',
    'uraian acara',
    'agenda',
    'uraian',
    'perihal',
    'activity',
    'event',
  ],
  place: ['tempat', 'lokasi', 'tempat acara', 'tempat kegiatan', 'place', 'location'],
  organiser: [
    'penyelenggara',
    'opd',
    'perangkat daerah',
    'opd penyelenggara',
    'skpd',
    'pelaksana',
    'leading sector',
    'penanggung jawab',
    'instansi',
    'organiser',
  ],
  leaders: [
    'pejabat',
    'dihadiri',
    'dihadiri oleh',
    'pimpinan',
    'hadir',
    'pejabat yang hadir',
    'pendamping',
    'kehadiran',
    'disposisi',
    'leaders',
  ],
  dress: ['pakaian', 'busana', 'dress code', 'dresscode', 'seragam', 'dress'],
  category: ['kategori', 'jenis', 'jenis kegiatan', 'jenis acara', 'category'],
  status: ['status', 'status kegiatan'],
  officers: ['petugas', 'petugas protokol', 'protokoler', 'protokol', 'personil', 'officers'],
  invited: ['undangan', 'jumlah undangan', 'jumlah peserta', 'peserta', 'jumlah tamu', 'invited'],
  notes: ['keterangan', 'ket', 'catatan', 'notes', 'remarks'],
};

/** How sure a heading is a field: 3 the same words, 2 begins with them, 1 holds them, 0 not at all. */
function fit(heading: string, field: AgendaField): number {
  let best = 0;
  for (const known of HEADINGS[field]) {
    if (heading === known) return 3;
    if (heading.startsWith(`${known} `)) best = Math.max(best, 2);
    else if (` ${heading} `.includes(` ${known} `)) best = Math.max(best, 1);
  }
  return best;
}

/** The most likely column of every field; each column and each field is used at most once, the surest pair first. */
export function suggestColumns(header: readonly Cell[]): ColumnMatch {
  const pairs = header.flatMap((cell, at) => {
    const heading = plainWords(cellText(cell));
    return AGENDA_FIELDS.map((field, rank) => ({ at, field, rank, score: fit(heading, field) }));
  });
  const match: Partial<Record<AgendaField, number>> = {};
  const taken = new Set<number>();
  for (const { at, field, score } of pairs.toSorted(
    (a, b) => b.score - a.score || a.rank - b.rank || a.at - b.at,
  )) {
    if (score === 0) break;
    if (match[field] !== undefined || taken.has(at)) continue;
    match[field] = at;
    taken.add(at);
  }
  return match;
}

/** Rows that are searched for the heading; titles, letterheads and empty rows stand above it. */
const HEADER_SEARCH_ROWS = 40;

/**
 * The row (from 0) that is most likely the heading: the one in which most fields are recognised, if these are at least
 * two and one of them is the name or the date. `null` when no row looks like a heading.
 */
export function findHeader(rows: readonly (readonly Cell[])[]): number | null {
  let best: number | null = null;
  let bestCount = 1;
  rows.slice(0, HEADER_SEARCH_ROWS).forEach((row, at) => {
    if (row.some((cell) => cell instanceof Date || typeof cell === 'number')) return;
    const match = suggestColumns(row);
    const count = Object.keys(match).length;
    if (count > bestCount && (match.name !== undefined || match.date !== undefined)) {
      best = at;
      bestCount = count;
    }
  });
  return best;
}
