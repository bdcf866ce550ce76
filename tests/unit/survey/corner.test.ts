/** Staff at a kiosk: their PIN, their corner over a real store, and what it changes for people. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { DEFAULT_SETTINGS, kioskSettings } from '#local/survey/kiosk-settings.ts';
import type { KioskSettings } from '#local/survey/kiosk-settings.ts';
import { setPin } from '#local/survey/staff-pin.ts';
import { HOLD_MS } from '#survey/parts/staff-door.ts';
import { THANKS_MS } from '#survey/kiosk-round.ts';
import { freshBrowser } from '../local/fresh.ts';
import { answerOnce, openKiosk as keptKiosk } from '../local/survey-scene.ts';
import { aKiosk, anActivity, openApp, readyWith, settle } from './scene.ts';
import type { FakeEngine, Screen } from './scene.ts';

const MORNING = anActivity({ id: 'a', name: 'Upacara pagi', start: '2026-09-04T01:00:00.000Z' });
const NOON = anActivity({ id: 'b', name: 'Rapat siang', start: '2026-09-04T05:00:00.000Z' });
const PIN = '135790';
/** The PIN is hashed slowly on purpose. */
const PATIENCE = { timeout: 20_000, interval: 20 };

let db: SurveyDatabase;
let engine: FakeEngine;
let screen: Screen;
let sends: number;

beforeEach(async () => {
  vi.useFakeTimers({
    now: new Date('2026-09-04T03:00:00Z'),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
  HTMLDialogElement.prototype.showModal ??= () => undefined;
  localStorage.clear();
  db = await openSurveyDatabase(freshBrowser());
  sends = 0;
});
afterEach(() => {
  screen.wrapper.unmount();
  document.body.innerHTML = '';
  db.close();
  vi.useRealTimers();
});

async function openKiosk(settings: Partial<KioskSettings> = {}, activities = [MORNING, NOON]): Promise<void> {
  const context = aKiosk({ activities, currentActivity: 'a' });
  engine = readyWith(context, { settings: { ...DEFAULT_SETTINGS, ...settings } });
  engine.staffParts = {
    ...{ db, appVersion: '1' },
    secondCopy: () => ({ journal: 'opfs', broughtBack: 0, damaged: 0 }),
    sendNow: () => (sends += 1),
    renew: () => Promise.resolve(false),
  };
  screen = await openApp(engine);
}

/** Real work of the store goes on between the moments of the fake clock. */
async function until(check: () => void): Promise<void> {
  await vi.waitFor(async () => {
    await settle(20);
    check();
  }, PATIENCE);
}

async function hold(ms = HOLD_MS): Promise<void> {
  const target = screen.wrapper.get('.screen:not([hidden])');
  await target.trigger('pointerdown', { clientX: 100, clientY: 0 });
  await settle(ms);
  await target.trigger('pointerup');
}

async function type(pin: string): Promise<void> {
  for (const digit of pin) {
    await until(() => expect(screen.wrapper.find('.pin-key[aria-disabled="true"]').exists()).toBe(false));
    await screen.press(digit);
  }
}

/** Into the corner with a PIN that is known already. */
async function enter(section?: string): Promise<void> {
  await setPin(db, PIN);
  await hold();
  await until(() => expect(screen.text).toContain('Masukkan PIN'));
  await type(PIN);
  await until(() => expect(screen.text).toContain('di tablet ini'));
  if (section !== undefined) await screen.press(section);
}

describe('the door', () => {
  it('opens after a long press on the kiosk at rest, and the click that ends it begins no form', async () => {
    await openKiosk();
    await hold();
    await until(() => expect(screen.name).toBe('corner'));
    await screen.press('Kembali');
    expect(screen.name).toBe('attract');
    await hold(HOLD_MS - 200);
    await settle(1_000);
    expect(screen.name).toBe('attract');
  });

  it('stays shut for a finger that rests on the invitation, since only staff know the place', async () => {
    await openKiosk();
    await screen.wrapper.get('.screen.attract').trigger('pointerdown', { clientX: 100, clientY: 300 });
    await settle(HOLD_MS);
    expect(screen.name).toBe('attract');
  });

  it('stays shut for a finger that moves', async () => {
    await openKiosk();
    const rest = screen.wrapper.get('.screen.attract');
    await rest.trigger('pointerdown', { clientX: 100, clientY: 0 });
    await rest.trigger('pointermove', { clientX: 160, clientY: 0 });
    await settle(HOLD_MS);
    expect(screen.name).toBe('attract');
  });

  it('has a button for keyboards, also where there is no event', async () => {
    await openKiosk({}, []);
    await screen.press('Sudut petugas');
    await until(() => expect(screen.name).toBe('corner'));
  });
});

describe('the PIN', () => {
  it('is set by typing it twice alike', async () => {
    await openKiosk();
    await hold();
    await until(() => expect(screen.text).toContain('Buat PIN petugas'));
    await type(PIN);
    await until(() => expect(screen.text).toContain('Ulangi PIN'));
    await type('000000');
    await until(() => expect(screen.text).toContain('Kedua PIN tidak sama'));
    await type(PIN);
    await until(() => expect(screen.text).toContain('Ulangi PIN'));
    await type(PIN);
    await until(() => expect(screen.text).toContain('diterima kantor'));
  });

  it('that is wrong thrice makes the next try wait, and shows nothing of the corner', async () => {
    await openKiosk();
    await setPin(db, PIN);
    await hold();
    await until(() => expect(screen.text).toContain('Masukkan PIN'));
    for (let wrong = 0; wrong < 3; wrong += 1) {
      await type('000000');
      await until(() => expect(screen.text).toContain('PIN salah'));
    }
    expect(screen.text).toMatch(/Tunggu [45] detik/);
    expect(screen.text).not.toContain('Pengaturan');
    await settle(6_000);
    await type(PIN);
    await until(() => expect(screen.text).toContain('Ringkasan'));
  });

  it('that was forgotten gives way to a new code of the office', async () => {
    await openKiosk();
    await setPin(db, PIN);
    await hold();
    await until(() => expect(screen.text).toContain('Masukkan PIN'));
    await screen.press('Lupa PIN?');
    await vi.waitFor(() => expect(screen.name).toBe('enrolment'));
  });
});

describe('the corner', () => {
  it('closes itself when nobody is there any more', async () => {
    await openKiosk();
    await enter();
    await vi.advanceTimersByTimeAsync(1_000);
    const real = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => real + 6 * 60_000);
    await settle(1_000);
    vi.restoreAllMocks();
    expect(screen.name).toBe('attract');
  });

  it('changes the event without network, and ends the mark of the one before', async () => {
    await openKiosk();
    await enter('Kegiatan');
    await screen.press('Tandai sedang berlangsung');
    await until(() => expect(screen.text).toContain('Tandai selesai'));
    expect((await kioskSettings(db)).running?.activity).toBe('a');
    await screen.press('Pakai');
    await until(() => expect(engine.log).toContain('select b'));
    expect((await kioskSettings(db)).running).toBeNull();
    await screen.press('Kembali');
    expect(screen.text).toContain('Rapat siang');
  });

  it('says that the office could not be reached', async () => {
    await openKiosk();
    await enter('Kegiatan');
    await screen.press('Perbarui daftar');
    await until(() => expect(screen.text).toContain('Kantor tidak terjangkau'));
    expect(sends).toBe(0);
  });

  it('refuses a setting that makes no sense, and keeps the others', async () => {
    await openKiosk();
    await enter('Pengaturan');
    const idle = screen.wrapper.get('#corner-idle');
    await idle.setValue('5');
    await screen.wrapper.get('form').trigger('submit');
    await until(() => expect(screen.text).toContain('Isi antara 15 dan 300 detik'));
    expect(await kioskSettings(db)).toEqual(DEFAULT_SETTINGS);
    await idle.setValue('60');
    await screen.wrapper.get('input[value="best-first"]').setValue();
    await screen.wrapper.get('form').trigger('submit');
    await until(() => expect(screen.text).toContain('Pengaturan tersimpan'));
    expect(await kioskSettings(db)).toMatchObject({ idleSeconds: 60, optionOrder: 'best-first' });
    expect(screen.visit.state.event?.content.optionOrder).toBe('best-first');
  });

  it('does not end the duty while responses wait that nobody has handed over', async () => {
    await openKiosk();
    await answerOnce(db, await keptKiosk(db));
    await enter('Aplikasi');
    await until(() => expect(screen.text).toContain('1 jawaban belum diterima kantor'));
    await screen.press('Akhiri tugas');
    expect(screen.text).not.toContain('Akhiri tugas tablet ini?');
    await screen.press('Serah terima');
    vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:1');
    await screen.press('Simpan berkas');
    await until(() => expect(screen.text).toContain('1 jawaban tersimpan di berkas'));
    vi.restoreAllMocks();
    await screen.press('Aplikasi');
    expect(screen.text).toContain('tanda terimanya belum dibaca');
    await screen.press('Akhiri tugas');
    await screen.press('Ya, akhiri tugas');
    await until(() => expect(screen.name).toBe('notice'));
  });

  it('ends the duty of the tablet once that is confirmed: nobody can answer until it begins again', async () => {
    await openKiosk();
    await enter('Aplikasi');
    await screen.press('Akhiri tugas');
    expect(screen.text).toContain('Akhiri tugas tablet ini?');
    await screen.press('Batal');
    expect((await kioskSettings(db)).offDuty).toBe(false);
    await screen.press('Akhiri tugas');
    await screen.press('Ya, akhiri tugas');
    await until(() => expect(screen.name).toBe('notice'));
    expect(screen.text).toContain('sedang tidak bertugas');
    expect((await kioskSettings(db)).offDuty).toBe(true);
    await screen.press('Sudut petugas');
    await until(() => expect(screen.name).toBe('corner'));
  });
});

describe('the next version of the app', () => {
  it('may come at rest, but neither in the corner nor while an event takes place', async () => {
    await openKiosk();
    expect(screen.visit.isIdle()).toBe(true);
    await enter('Aplikasi');
    expect(screen.visit.isIdle()).toBe(false);
    expect(screen.text).toContain('Tidak ada versi baru');
    screen.visit.state.updateWaits = true;
    await settle();
    expect(screen.text).toContain('Versi baru sudah lengkap');
    await screen.press('Kegiatan');
    await screen.press('Tandai sedang berlangsung');
    await until(() => expect(screen.text).toContain('Tandai selesai'));
    await screen.press('Aplikasi');
    expect(screen.text).toContain('menunggu sampai kegiatan yang sedang berlangsung');
    await screen.press('Kembali');
    expect(screen.name).toBe('attract');
    expect(screen.visit.isIdle()).toBe(false);
  });
});

describe('what is set', () => {
  it('shuts the kiosk outside its hours and opens it by itself', async () => {
    await openKiosk({ hours: { from: 10 * 60 + 1, to: 11 * 60 } });
    expect(screen.text).toContain('di luar jam layanan');
    expect(screen.text).toContain('Dibuka lagi pukul 10.01 WIB.');
    await settle(60_000);
    expect(screen.name).toBe('attract');
    await settle(60 * 60_000);
    expect(screen.text).toContain('di luar jam layanan');
  });

  it('leaves one language when staff want one', async () => {
    await openKiosk({ languages: 'en' });
    await until(() => expect(screen.text).toContain('Touch to rate'));
    expect(screen.wrapper.find('.language').exists()).toBe(false);
  });

  it('plays the tone at the thank-you, and a browser without sound thanks all the same', async () => {
    const played: number[] = [];
    await openKiosk({ sound: true });
    const answer = async (): Promise<void> => {
      await screen.press('Sentuh');
      await screen.answerAll('3');
      await screen.press('Lewati');
      await screen.press('Kirim');
      expect(screen.name).toBe('thanks');
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
