/** A fault somebody could make in a rule: one text of one file, replaced by another. The worked cases must notice it. */
export interface Mutation {
  readonly fault: string;
  /** Below `src/domain/`. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
}

function faultsIn(
  file: string,
  faults: readonly (readonly [fault: string, from: string, to: string])[],
): Mutation[] {
  return faults.map(([fault, from, to]) => ({ fault, file, from, to }));
}

export const MUTATIONS: readonly Mutation[] = [
  ...faultsIn('fraction.ts', [
    ['rounding cuts instead of half-up', '(2n * top + value.denominator)', '(2n * top)'],
    ['rounding is half-down', '(2n * top + value.denominator)', '(2n * top + value.denominator - 1n)'],
    [
      'a fall is rounded towards zero',
      '= (negative ? -value.numerator : value.numerator) *',
      '= value.numerator *',
    ],
    ['ceiling cuts', 'quotient + 1n', 'quotient'],
    ['floor cuts', 'quotient - 1n', 'quotient'],
  ]),
  ...faultsIn('numbers.ts', [
    [
      '3.532 is a number like any other',
      'if (oneSeparator !== null && plain !== null)',
      'if (oneSeparator === null && plain === null)',
    ],
    ['the Indonesian decimal sign is a point', "(style === 'id' ? ',' : '.') + rest", "'.' + rest"],
    ['no thousands points', "style === 'id' ? whole.replace", "style === 'plain' ? whole.replace"],
  ]),
  ...faultsIn('indicators/bands.ts', [
    ['B from 76.62', '8831, 7661, 6500', '8831, 7662, 6500'],
    ['B from 76.60', '8831, 7661, 6500', '8831, 7660, 6500'],
    ['A from 88.30', '8831, 7661, 6500', '8830, 7661, 6500'],
    ['A from 88.40, a gap', '8831, 7661, 6500', '8840, 7661, 6500'],
    ['C from 64.99', '8831, 7661, 6500', '8831, 7661, 6499'],
    ['bounds are exclusive', 'ikm >= band.from', 'ikm > band.from'],
    ['the scale ends at 100.01', 'HIGHEST_IKM: Hundredths = 10_000', 'HIGHEST_IKM: Hundredths = 10_001'],
    ['the scale begins below 25', 'LOWEST_IKM: Hundredths = 2500', 'LOWEST_IKM: Hundredths = 2499'],
  ]),
  ...faultsIn('indicators/satisfaction.ts', [
    ['weights of 0.11', 'divide(ONE, fraction(elements.length))', 'fraction(11, 100)'],
    ['x 20 instead of x 25', 'SCALE = fraction(25)', 'SCALE = fraction(20)'],
    [
      'an element is divided by all respondents',
      'fraction(sum, filled)',
      'fraction(sum, Math.max(filled, 2))',
    ],
    [
      'a missing element counts as 0',
      'const complete = rows.length > 0 && missingElements.length === 0',
      'const complete = rows.length > 0',
    ],
    ['twos are counted as ones', 'counts[0] + 2 * counts[1]', 'counts[0] + counts[1]'],
    ['fours are not among the filled', 'counts[2] + counts[3];', 'counts[2];'],
    ['weights may sum to anything', 'if (!equals(sum, ONE))', 'if (equals(sum, ZERO))'],
    ['weights may be negative', 'if (compare(weight, ZERO) <= 0)', 'if (compare(weight, ZERO) === 2)'],
    ['the reading rounds 1/k', 'Math.floor(unit / rows.length)', 'Math.ceil(unit / rows.length)'],
    ['the reading forgets x 25', 'multiply(multiply(averages, weight), SCALE)', 'multiply(averages, weight)'],
    ['left out elements stay in', '!leftOut.includes(key)', 'leftOut.length >= 0'],
    [
      'older results are judged by the new table',
      'quality: letterOf(converted, bands),\n    readings',
      'quality: letterOf(converted),\n    readings',
    ],
  ]),
  ...faultsIn('indicators/tally.ts', [
    ['unanswered is counted as the worst', 'if (score < 1 || score > 4) continue;', ''],
    [
      'a blank response is a respondent',
      'if (filled === 0) this.#blank += 1;',
      'if (filled < 0) this.#blank += 1;',
    ],
    [
      'the last question of an element wins',
      'this.#count(place, score);\n      filled += 1;\n    }\n    this.#close(filled);\n  }\n\n  /** Throws',
      'if (filled === 0) this.#count(place, score);\n      filled += 1;\n    }\n    this.#close(filled);\n  }\n\n  /** Throws',
    ],
    [
      'tallies of other elements are added',
      'if (!sameElements(this.#keys, keys)) throw',
      'if (keys.length < 0) throw',
    ],
    [
      'merging forgets respondents',
      'this.#respondents += tally.respondents',
      'this.#respondents = tally.respondents',
    ],
    ['subtraction goes below nothing', 'Math.min(...counts[key]) < 0', 'Math.min(...counts[key]) < -9'],
  ]),
  ...faultsIn('indicators/mixing.ts', [
    [
      'a mix is pooled without a declaration',
      'if (declaration === undefined) return',
      'if (asked.length === 0 || declaration === undefined && asked.length < 2) return',
    ],
    [
      'a declaration covers versions it does not name',
      'declaration.versions.some((declared) => sameVersion(declared, version)) &&',
      '',
    ],
    [
      'a declaration names an element that a version never asked',
      'declaration.elements.every((key) => asked.includes(key))',
      'true',
    ],
  ]),
  ...faultsIn('indicators/comparability.ts', [
    [
      'elements that one version never asks are compared',
      'others.every((other) => other',
      'others.some((other) => other',
    ],
    ['nothing in common is no obstacle', 'elements.length === 0', 'elements.length < 0'],
    ['a version has two declarations', '[...covered].some((key) => taken.has(key))', 'false'],
    ['a declaration over one set of elements has an effect', 'covered.size < 2', 'covered.size < 1'],
    ['a version alone loses its own elements', 'return others || ', 'return true || '],
    [
      'a trend breaks off where only one version was used',
      ' || elementsKey(group.declaration.elements) === key ?',
      ' ?',
    ],
  ]),
  ...faultsIn('indicators/publication.ts', [
    [
      'all releases are counted, not distinct activities',
      'const released = entries.filter((entry) => entry.counting.length > 0);',
      'const released = entries.flatMap((entry) => entry.counting.map(() => entry));',
    ],
    [
      'one release counts for its first activity only',
      '[...new Set(release.activities)]',
      'release.activities.slice(0, 1)',
    ],
    ['the same link twice is listed twice', '[...new Set(release.activities)]', 'release.activities'],
    ['cut-off a day later', 'settings.cutOffDays);', 'settings.cutOffDays + 1);'],
    ['cut-off a day earlier', 'settings.cutOffDays);', 'settings.cutOffDays - 1);'],
    ['cut-off is exclusive', 'release.publishedOn > cutOff', 'release.publishedOn >= cutOff'],
    [
      'late releases count',
      "release.publishedOn > cutOff) reasons.push('late')",
      'release.publishedOn > cutOff) reasons.push()',
    ],
    ['evidence does not matter', '[...missingEvidence(release)]', '[]'],
    [
      'any medium counts',
      '!settings.countedMedia.includes(release.mediaKind)',
      'settings.countedMedia.length === 0',
    ],
    ['the no of staff is not heard', 'if (!release.counted)', 'if (release.title === "")'],
    ['cancelled activities count', 'if (!tookPlace(activity, asOf))', 'if (asOf === "")'],
    ['exclusions do not matter', "activity.exclusion.trim() !== ''", "activity.exclusion.trim() === 'x'"],
    [
      'an exclusion needs no reason',
      "activity.exclusion !== null && activity.exclusion.trim() !== ''",
      'activity.exclusion !== null',
    ],
    [
      'no activity is 0 %',
      'entries.length === 0 ? null : fraction(released.length * 100, entries.length)',
      'fraction(released.length * 100, Math.max(1, entries.length))',
    ],
    ['the end of the period belongs to the next one too', 'start < until', 'start <= until'],
    ['the first instant is lost', 'start >= from', 'start > from'],
  ]),
  ...faultsIn('calendar.ts', [
    ['Jakarta is UTC+8', 'WIB_OFFSET_MS = 7 *', 'WIB_OFFSET_MS = 8 *'],
    ['the calendar is UTC', 'WIB_OFFSET_MS = 7 *', 'WIB_OFFSET_MS = 0 *'],
    ['29 February always exists', 'return month !== 2 || day < 29 || leap;', 'return true;'],
    ['April has 31 days', '31, 30, 31, 30, 31, 31', '31, 31, 31, 30, 31, 31'],
    ['1900 was a leap year', 'year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)', 'year % 4 === 0'],
  ]),
  ...faultsIn('period.ts', [
    ['quarters have four months', 'quarter: 3,', 'quarter: 4,'],
    ['a range ends at the beginning of its last day', 'addDays(lastDay(period), 1)', 'lastDay(period)'],
    [
      'a range before overlaps',
      '-daysInclusive(period.from, period.to)',
      '1 - daysInclusive(period.from, period.to)',
    ],
    ['a cumulative quarter begins with the quarter', 'range(dateOf(year, 1, 1), lastDay(last))', 'last'],
  ]),
  ...faultsIn('indicators/achievement.ts', [
    [
      'capaian is capped',
      'toHundredths(multiply(divide(fromHundredths(realised), wanted), fraction(100)))',
      'Math.min(10_000, toHundredths(multiply(divide(fromHundredths(realised), wanted), fraction(100))))',
    ],
    [
      'capaian is the inverse',
      'divide(fromHundredths(realised), wanted)',
      'divide(wanted, fromHundredths(realised))',
    ],
    ['a target of 0 is divided by', 'wanted === null || compare(wanted, ZERO) === 0', 'wanted === null'],
    ['predicate bounds are exclusive', 'capaian >= Math.round', 'capaian > Math.round'],
    [
      'single quarters are cumulative',
      "target.quarterMode === 'cumulative' ?",
      "target.quarterMode !== 'single' || period.quarter > 0 ?",
    ],
  ]),
  ...faultsIn('indicators/privacy.ts', [
    ['cells of five are hidden', 'count > 0 && count < smallest', 'count > 0 && count <= smallest'],
    ['cells of four are shown', 'count > 0 && count < smallest', 'count > 0 && count < smallest - 1'],
    ['one hidden cell is enough', 'cells >= 2 && people >= smallest', 'people >= 0'],
    ['the sum of the hidden may be small', 'cells >= 2 && people >= smallest', 'cells >= 2'],
    ['a figure about four may be shown', 'respondents >= smallest', 'respondents >= smallest - 1'],
    ['a part gives away the few outside it', 'mayShow(whole - part, smallest)', 'true'],
    ['all that there is counts as a part', 'whole === part || ', ''],
    ['the largest cell is given up first', 'a.count - b.count', 'b.count - a.count'],
  ]),
  ...faultsIn('indicators/confidence.ts', [
    ['variance over n', 'fraction(respondents - 1))', 'fraction(respondents))'],
    ['no finite-population correction', '(known - respondents) / (known - 1)', '1'],
    ['quantile of one degree more', 'quantile(respondents - 1)', 'quantile(respondents)'],
    ['the interval leaves the scale', 'Math.min(HIGHEST_IKM, ', 'Math.max(HIGHEST_IKM, '],
    ['words round inwards', 'Math.ceil(interval.upper / 100)', 'Math.floor(interval.upper / 100)'],
  ]),
  ...faultsIn('sample.ts', [
    [
      'Krejcie-Morgan rounds up',
      'Number(roundScaled(divide(top, bottom), 0))',
      'Number(ceiling(divide(top, bottom)))',
    ],
    ['chi-square of 99 %', 'fraction(3841, 1000)', 'fraction(6635, 1000)'],
    [
      'Slovin rounds to the nearest',
      'Number(ceiling(divide(size, add',
      'Number(roundScaled(divide(size, add',
    ],
    ['the minimum itself is not enough', 'reached >= minimum', 'reached > minimum'],
  ]),
  ...faultsIn('quality.ts', [
    ['four equal answers are marked', 'ALL_SAME_FROM = 5', 'ALL_SAME_FROM = 4'],
    ['exactly a second each is too fast', 'durationMs < given', 'durationMs <= given'],
    ['imports are too fast', "response.channel !== 'import' &&", ''],
  ]),
  ...faultsIn('respondent-table.ts', [
    ['5 is a score', 'value === 4 ? value', 'value >= 4 ? 4'],
    ['3.532 is a 3', '[.,]0{1,2}', '[.,]\\d+'],
    ['4.000 is a 4', '0{1,2}', '0{1,3}'],
    [
      'a text in a cell is a blank',
      'score(Number(text.charAt(0))) : null',
      'score(Number(text.charAt(0))) : 0',
    ],
    ['gaps in the numbering are accepted', 'column.place !== place', 'column.place < place'],
    ['columns that come twice are accepted', 'if (twice !== -1)', 'if (twice === -2)'],
    [
      'rows shifted by a separator are accepted',
      'if (used > this.columns.width)',
      'if (used > this.columns.width + 2)',
    ],
    [
      'rows without an answer are respondents',
      "if (filled) return 'respondent'",
      "if (cells.length > 0) return 'respondent'",
    ],
    ['columns stay in the order of the file', 'found.toSorted(byPlace)', 'found'],
  ]),
  ...faultsIn('flow.ts', [
    [
      'every question may be skipped',
      'answer === null ? question.allowCannotJudge : answer !== undefined',
      'true',
    ],
    ['a draft is taken up at the start', 'open === -1 ? steps.length - 1 : open', '0'],
  ]),
  ...faultsIn('validation.ts', [
    ['"cannot judge" is always accepted', 'if (!question.allowCannotJudge)', 'if (question.key === "")'],
    ['any number is a score', '!question.options.some((option) => option.value === answer)', 'answer < 0'],
  ]),
];
