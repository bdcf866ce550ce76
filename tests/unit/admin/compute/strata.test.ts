// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { regularPeriod } from '#domain/period.ts';
import type { Channel, ResponseFlag } from '#domain/response.ts';
import { EVERYTHING } from '#admin/compute/selection.ts';
import type { Narrowing } from '#admin/compute/selection.ts';
import type { Stratum, StratumFigure } from '#admin/compute/strata.ts';
import { activity, nine, NOW, Scene } from './scene.ts';

const AUGUST = regularPeriod('month', 2026, 8);

interface Part {
  readonly channel: Channel;
  readonly times: number;
  readonly score: 1 | 2 | 3 | 4;
  readonly flags?: readonly ResponseFlag[];
}

async function strata(
  parts: readonly Part[],
  narrowing: Partial<Narrowing> = {},
): Promise<readonly Stratum[]> {
  const scene = new Scene();
  scene.activities.push(activity('upacara', '2026-08-17T00:00:00.000Z'));
  for (const { times, score, ...rest } of parts)
    scene.respond(times, { activity: 'upacara', answers: nine(score), ...rest });
  const selection = { ...EVERYTHING, ...narrowing, period: AUGUST };
  const more = { set: null, trend: 'before', population: null, asOf: NOW } as const;
  return (await scene.ask({ kind: 'satisfaction', selection, ...more })).chosen?.strata ?? [];
}

/** Channel, n and index with the flagged responses, n and index without; "•" where both are hidden. */
const lines = (found: readonly Stratum[]) =>
  found.map(({ channel, withFlagged, withoutFlagged }) =>
    [channel ?? 'all', words(withFlagged), words(withoutFlagged)].join(' '),
  );
const words = ({ hidden, respondents, converted }: StratumFigure) =>
  hidden ? '•' : `${respondents}:${converted}`;

const KIOSK: Part = { channel: 'kiosk', times: 20, score: 4 };
const LINK: Part = { channel: 'link', times: 10, score: 2 };
const IMPORT: Part = { channel: 'import', times: 10, score: 3 };

describe('kiosk, link and import', () => {
  test('stand beside the whole, each with its n, and are not averaged', async () => {
    expect(lines(await strata([LINK, KIOSK, IMPORT]))).toEqual([
      'all 40:8125 40:8125',
      'kiosk 20:10000 20:10000',
      'link 10:5000 10:5000',
      'import 10:7500 10:7500',
    ]);
  });

  test('are counted with and without the responses that carry a quality flag', async () => {
    const flagged: Part = { channel: 'link', times: 5, score: 4, flags: ['all-same', 'repeated-phone'] };
    expect(lines(await strata([KIOSK, LINK, flagged]))).toEqual([
      'all 35:8571 30:8333',
      'kiosk 20:10000 20:10000',
      'link 15:6667 10:5000',
    ]);
  });

  test('show both, whether or not flagged responses are left out of the rest of the page', async () => {
    const flagged: Part = { channel: 'link', times: 5, score: 4, flags: ['burst'] };
    const parts = [KIOSK, LINK, flagged];
    expect(await strata(parts, { withFlagged: false })).toEqual(await strata(parts));
  });

  test('of fewer than five are hidden, and so is the one that would give them away', async () => {
    expect(lines(await strata([KIOSK, { ...LINK, times: 4 }]))).toEqual([
      'all 24:9167 24:9167',
      'kiosk • •',
      'link • •',
    ]);
  });

  test('never tell, by a difference of one to four, how a handful of flagged ones answered', async () => {
    const flagged: Part = { channel: 'link', times: 3, score: 1, flags: ['too-fast'] };
    const found = lines(await strata([KIOSK, LINK, flagged, IMPORT]));
    expect(found).toEqual(['all 43:7733 •', 'kiosk 20:10000 20:10000', 'link 13:4423 •', 'import 10:7500 •']);
  });

  test('all flagged: without them there is no result, which is shown as such', async () => {
    const found = await strata([KIOSK, { ...LINK, flags: ['clock-odd'] }]);
    expect(lines(found).at(-1)).toBe('link 10:5000 0:null');
  });
});
