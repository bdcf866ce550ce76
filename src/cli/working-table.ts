import { CURRENT_BANDS, bandOf } from '#domain/indicators/bands.ts';
import type { Letter } from '#domain/indicators/bands.ts';
import type { Fraction, Hundredths } from '#domain/fraction.ts';
import { satisfactionWithout } from '#domain/indicators/satisfaction.ts';
import type { ElementResult, Reading, SatisfactionResult } from '#domain/indicators/satisfaction.ts';
import type { Tally } from '#domain/indicators/tally.ts';
import { formatCount, formatFraction, formatHundredths } from '#domain/numbers.ts';

const NOTHING = '-';
const DECIMALS = 4;
const SHORT_FRACTION = 24;

/** The working of a result as a person would write it down: every figure from the sums to the letter. In Indonesian. */
export function workingTable(result: SatisfactionResult, tally: Tally, name: string): string {
  const lines = [
    `Indeks Kepuasan Masyarakat (IKM) dari ${name}`,
    `Responden: ${formatCount(result.respondents, 'id')}   Unsur: ${result.elements.length}   ` +
      'Metode: 1/k tepat (pecahan), dibulatkan satu kali',
    '',
    ...elementTable(result),
    '',
    ...conclusion(result),
    '',
    ...comparison(result, tally),
    '',
    'NRR = jumlah nilai / jawaban terisi. NRR tertimbang = NRR x bobot. IKM = jumlah NRR tertimbang x 25.',
    `Mutu (${CURRENT_BANDS.basis}): ${bandLegend()}.`,
  ];
  return `${lines.join('\n')}\n`;
}

function elementTable(result: SatisfactionResult): string[] {
  const head = [
    'No',
    'Unsur',
    'Jumlah',
    'Terisi',
    'NRR',
    'Bobot',
    'NRR tertimbang',
    'x 25',
    'Mutu',
    'Kinerja',
  ];
  const rows = result.elements.map((element, at) => elementCells(element, at));
  const footer = ['', 'Jumlah NRR tertimbang', '', '', '', '', decimal(result.index), '', '', ''];
  const cells = [head, ...rows, footer];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) => aligned(row, widths));
  const rule = '-'.repeat(Math.max(...lines.map((line) => line.length)));
  return [lines[0]!, rule, ...lines.slice(1, -1), rule, lines.at(-1)!];
}

function elementCells(element: ElementResult, at: number): string[] {
  return [
    `U${at + 1}`,
    element.key,
    formatCount(element.sum, 'id'),
    formatCount(element.filled, 'id'),
    decimal(element.average),
    `${element.weight.numerator}/${element.weight.denominator}`,
    decimal(element.weighted),
    ikm(element.converted),
    element.quality ?? NOTHING,
    performance(element.converted),
  ];
}

/** The fraction behind the printed decimals, as long as a person can still check it. */
function exactNote(index: Fraction | null): string {
  const text = index === null ? '' : `${index.numerator}/${index.denominator}`;
  return text === '' || text.length > SHORT_FRACTION ? '' : `   (tepat: ${text} x 25)`;
}

/** Words to the left, figures to the right. */
function aligned(row: readonly string[], widths: readonly number[]): string {
  const words = new Set([0, 1, 8, 9]);
  return row
    .map((cell, column) =>
      words.has(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
    )
    .join('  ')
    .trimEnd();
}

function conclusion(result: SatisfactionResult): string[] {
  if (result.converted === null) return ['IKM = belum ada hasil'];
  return [
    `IKM = ${decimal(result.index)} x 25 = ${ikm(result.converted)}${exactNote(result.index)}`,
    `Mutu pelayanan: ${result.quality}   Kinerja unit pelayanan: ${performance(result.converted)}`,
  ];
}

function comparison(result: SatisfactionResult, tally: Tally): string[] {
  if (result.readings === null || result.converted === null) return ['Pembanding: belum ada hasil'];
  const lines = [
    'Pembanding (bukan hasil), 1/k dipotong menjadi 2 dan 3 desimal:',
    readingLine(result.readings['0.11'], result.elements.length),
    readingLine(result.readings['0.111'], result.elements.length),
  ];
  if (result.elements.length > 1 && result.elements.some((element) => element.key === 'biaya')) {
    const without = satisfactionWithout(tally, ['biaya']);
    lines.push(`  tanpa unsur biaya  ${ikm(without.converted)}  ${without.quality ?? NOTHING}`);
  }
  return lines;
}

function readingLine(reading: Reading, elements: number): string {
  const weight = formatFraction(reading.weight, decimalsOf(reading.weight), 'id');
  const sum = formatFraction(
    { ...reading.weight, numerator: reading.weight.numerator * BigInt(elements) },
    decimalsOf(reading.weight),
    'id',
  );
  const note = reading.quality === null ? '  di luar skala 25–100' : '';
  return (
    `  bobot ${weight}`.padEnd(21) +
    `${ikm(reading.converted)}  ${reading.quality ?? NOTHING}  ` +
    `(${elements} x ${weight} = ${sum})${note}`
  );
}

function decimalsOf(weight: Fraction): number {
  return 100n % weight.denominator === 0n ? 2 : 3;
}

function decimal(value: Fraction | null): string {
  return value === null ? NOTHING : formatFraction(value, DECIMALS, 'id');
}

function ikm(value: Hundredths | null): string {
  return value === null ? NOTHING : formatHundredths(value, 'id');
}

function performance(value: Hundredths | null): string {
  return value === null ? NOTHING : (bandOf(value)?.performance.id ?? NOTHING);
}

function bandLegend(): string {
  const upper: Partial<Record<Letter, Hundredths>> = {};
  let end: Hundredths = 10_000;
  for (const band of CURRENT_BANDS.bands) {
    upper[band.letter] = end;
    end = band.from - 1;
  }
  return CURRENT_BANDS.bands
    .map(
      (band) => `${band.letter} ${ikm(band.from)}–${ikm(upper[band.letter] ?? null)} ${band.performance.id}`,
    )
    .join('; ');
}
