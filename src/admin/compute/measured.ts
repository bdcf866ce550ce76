import type { Indicator } from '#domain/agency.ts';
import type { Hundredths } from '#domain/fraction.ts';
import { achievement, measurementOf } from '#domain/indicators/achievement.ts';
import type { Achievement } from '#domain/indicators/achievement.ts';
import { lastDay } from '#domain/period.ts';
import type { Period } from '#domain/period.ts';
import type { FigureData } from './figure-data.ts';

/** A realisation held against its target. */
export interface Measured {
  /** What the target is about: the period itself, or for cumulative targets the year up to its end. */
  readonly period: Period;
  readonly achievement: Achievement;
}

/** @param realise gives the realisation of the period that the target is about */
export function measure(
  data: FigureData,
  indicator: Indicator,
  period: Period,
  realise: (of: Period) => Hundredths | null,
): Measured {
  const year = Number(lastDay(period).slice(0, 4));
  const measurement = measurementOf(data.documents.target(indicator, year), period);
  return {
    period: measurement.period,
    achievement: achievement(
      realise(measurement.period),
      measurement.target,
      data.documents.settings.predicates,
    ),
  };
}

/** First of the periods (oldest first) from which on the label has always been what it is in the last one. */
export function runStart(periods: readonly Period[], label: (of: Period) => string | null): Period | null {
  const now = periods.at(-1);
  const present = now === undefined ? null : label(now);
  if (present === null) return null;
  const broken = periods.findLastIndex((of) => label(of) !== present);
  return periods[broken + 1] ?? null;
}
