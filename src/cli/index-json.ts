import { toNumber } from '#domain/fraction.ts';
import type { Fraction, Hundredths } from '#domain/fraction.ts';
import type { SatisfactionResult } from '#domain/indicators/satisfaction.ts';

/** Decimals of the 1..4 figures; the 25..100 figures have two. */
const AVERAGE_DECIMALS = 4;

/** The result for other programs: one line of JSON with fixed keys; what does not exist is `null`, never 0. */
export function indexJson(result: SatisfactionResult): string {
  return JSON.stringify({
    respondents: result.respondents,
    method: result.method,
    elements: result.elements.map((element) => ({
      key: element.key,
      filled: element.filled,
      sum: element.sum,
      average: figure(element.average),
      converted: ikm(element.converted),
      quality: element.quality,
    })),
    index: figure(result.index),
    converted: ikm(result.converted),
    quality: result.quality,
    readings: {
      '0.11': ikm(result.readings?.['0.11'].converted ?? null),
      '0.111': ikm(result.readings?.['0.111'].converted ?? null),
    },
  });
}

function figure(value: Fraction | null): number | null {
  return value === null ? null : toNumber(value, AVERAGE_DECIMALS);
}

function ikm(value: Hundredths | null): number | null {
  return value === null ? null : value / 100;
}
