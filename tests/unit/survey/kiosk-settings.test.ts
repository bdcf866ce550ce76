/** What staff set on a kiosk, as people meet it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { THANKS_MS } from '#survey/kiosk-round.ts';
import { at, begin, end, openKiosk, until } from './corner-scene.ts';
import { settle } from './scene.ts';

beforeEach(begin);
afterEach(end);

describe('what is set', () => {
  it('shuts the kiosk outside its hours and opens it by itself', async () => {
    await openKiosk({ hours: { from: 10 * 60 + 1, to: 11 * 60 } });
    expect(at.screen.text).toContain('di luar jam layanan');
    expect(at.screen.text).toContain('Dibuka lagi pukul 10.01 WIB.');
    await settle(60_000);
    expect(at.screen.name).toBe('attract');
    await settle(60 * 60_000);
    expect(at.screen.text).toContain('di luar jam layanan');
  });

  it('leaves one language when staff want one', async () => {
    await openKiosk({ languages: 'en' });
    await until(() => expect(at.screen.text).toContain('Touch to rate'));
    expect(at.screen.wrapper.find('.language').exists()).toBe(false);
  });

  it('plays the tone at the thank-you, and a browser without sound thanks all the same', async () => {
    const played: number[] = [];
    await openKiosk({ sound: true });
    const answer = async (): Promise<void> => {
      await at.screen.press('Sentuh');
      await at.screen.answerAll('3');
      await at.screen.press('Lewati');
      await at.screen.press('Kirim');
      expect(at.screen.name).toBe('thanks');
      await settle(THANKS_MS);
    };
    await answer();
    class Sound {
      readonly currentTime = 0;
      readonly destination = {};
    }
    vi.stubGlobal('AudioContext', Sound);
    vi.stubGlobal(
      'GainNode',
      class {
        connect(): void {}
      },
    );
    vi.stubGlobal(
      'OscillatorNode',
      class {
        constructor(_audio: unknown, { frequency }: { frequency: number }) {
          played.push(frequency);
        }
        connect(): void {}
        start(): void {}
        stop(): void {}
      },
    );
    await answer();
    vi.unstubAllGlobals();
    expect(played).toHaveLength(2);
  });
});
