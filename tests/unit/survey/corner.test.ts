/** Staff at a kiosk: their PIN, their corner over a real store, and what it changes for people. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS, kioskSettings } from '#local/survey/kiosk-settings.ts';
import { setPin } from '#local/survey/staff-pin.ts';
import { HOLD_MS } from '#survey/parts/staff-door.ts';
import { answerOnce, openKiosk as keptKiosk } from '../local/survey-scene.ts';
import { at, begin, end, enter, hold, openKiosk, PIN, type, until } from './corner-scene.ts';
import { settle } from './scene.ts';

// The PIN is hashed slowly on purpose, and a busy machine does it more slowly still.
vi.setConfig({ testTimeout: 60_000 });

beforeEach(begin);
afterEach(end);

describe('the door', () => {
  it('opens after a long press on the kiosk at rest, and the click that ends it begins no form', async () => {
    await openKiosk();
    await hold();
    await until(() => expect(at.screen.name).toBe('corner'));
    await at.screen.press('Kembali');
    expect(at.screen.name).toBe('attract');
    await hold(HOLD_MS - 200);
    await settle(1_000);
    expect(at.screen.name).toBe('attract');
  });

  it('stays shut for a finger that rests on the invitation, since only staff know the place', async () => {
    await openKiosk();
    await at.screen.wrapper.get('.screen.attract').trigger('pointerdown', { clientX: 100, clientY: 300 });
    await settle(HOLD_MS);
    expect(at.screen.name).toBe('attract');
  });

  it('stays shut for a finger that moves', async () => {
    await openKiosk();
    const rest = at.screen.wrapper.get('.screen.attract');
    await rest.trigger('pointerdown', { clientX: 100, clientY: 0 });
    await rest.trigger('pointermove', { clientX: 160, clientY: 0 });
    await settle(HOLD_MS);
    expect(at.screen.name).toBe('attract');
  });

  it('has a button for keyboards, also where there is no event', async () => {
    await openKiosk({}, []);
    await at.screen.press('Sudut petugas');
    await until(() => expect(at.screen.name).toBe('corner'));
  });
});

describe('the PIN', () => {
  it('is set by typing it twice alike', async () => {
    await openKiosk();
    await hold();
    await until(() => expect(at.screen.text).toContain('Buat PIN petugas'));
    await type(PIN);
    await until(() => expect(at.screen.text).toContain('Ulangi PIN'));
    await type('000000');
    await until(() => expect(at.screen.text).toContain('Kedua PIN tidak sama'));
    await type(PIN);
    await until(() => expect(at.screen.text).toContain('Ulangi PIN'));
    await type(PIN);
    await until(() => expect(at.screen.text).toContain('diterima kantor'));
  });

  it('that is wrong thrice makes the next try wait, and shows nothing of the corner', async () => {
    await openKiosk();
    await setPin(at.db, PIN);
    await hold();
    await until(() => expect(at.screen.text).toContain('Masukkan PIN'));
    for (let wrong = 0; wrong < 3; wrong += 1) {
      await type('000000');
      await until(() => expect(at.screen.text).toContain('PIN salah'));
    }
    expect(at.screen.text).toMatch(/Tunggu [45] detik/);
    expect(at.screen.text).not.toContain('Pengaturan');
    await settle(6_000);
    await type(PIN);
    await until(() => expect(at.screen.text).toContain('Ringkasan'));
  });

  it('that was forgotten gives way to a new code of the office', async () => {
    await openKiosk();
    await setPin(at.db, PIN);
    await hold();
    await until(() => expect(at.screen.text).toContain('Masukkan PIN'));
    await at.screen.press('Lupa PIN?');
    await vi.waitFor(() => expect(at.screen.name).toBe('enrolment'));
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
    expect(at.screen.name).toBe('attract');
  });

  it('changes the event without network, and ends the mark of the one before', async () => {
    await openKiosk();
    await enter('Kegiatan');
    await at.screen.press('Tandai sedang berlangsung');
    await until(() => expect(at.screen.text).toContain('Tandai selesai'));
    expect((await kioskSettings(at.db)).running?.activity).toBe('a');
    await at.screen.press('Pakai');
    await until(() => expect(at.engine.log).toContain('select b'));
    expect((await kioskSettings(at.db)).running).toBeNull();
    await at.screen.press('Kembali');
    expect(at.screen.text).toContain('Rapat siang');
  });

  it('says that the office could not be reached', async () => {
    await openKiosk();
    await enter('Kegiatan');
    await at.screen.press('Perbarui daftar');
    await until(() => expect(at.screen.text).toContain('Kantor tidak terjangkau'));
    expect(at.sends).toBe(0);
  });

  it('refuses a setting that makes no sense, and keeps the others', async () => {
    await openKiosk();
    await enter('Pengaturan');
    const idle = at.screen.wrapper.get('#corner-idle');
    await idle.setValue('5');
    await at.screen.wrapper.get('form').trigger('submit');
    await until(() => expect(at.screen.text).toContain('Isi antara 15 dan 300 detik'));
    expect(await kioskSettings(at.db)).toEqual(DEFAULT_SETTINGS);
    await idle.setValue('60');
    await at.screen.wrapper.get('input[value="best-first"]').setValue();
    await at.screen.wrapper.get('form').trigger('submit');
    await until(() => expect(at.screen.text).toContain('Pengaturan tersimpan'));
    expect(await kioskSettings(at.db)).toMatchObject({ idleSeconds: 60, optionOrder: 'best-first' });
    expect(at.screen.visit.state.event?.content.optionOrder).toBe('best-first');
  });

  it('does not end the duty while responses wait that nobody has handed over', async () => {
    await openKiosk();
    await answerOnce(at.db, await keptKiosk(at.db));
    await enter('Aplikasi');
    await until(() => expect(at.screen.text).toContain('1 jawaban belum diterima kantor'));
    await at.screen.press('Akhiri tugas');
    expect(at.screen.text).not.toContain('Akhiri tugas tablet ini?');
    await at.screen.press('Serah terima');
    vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:1');
    await at.screen.press('Simpan berkas');
    await until(() => expect(at.screen.text).toContain('1 jawaban tersimpan di berkas'));
    vi.restoreAllMocks();
    await at.screen.press('Aplikasi');
    expect(at.screen.text).toContain('tanda terimanya belum dibaca');
    await at.screen.press('Akhiri tugas');
    await at.screen.press('Ya, akhiri tugas');
    await until(() => expect(at.screen.name).toBe('notice'));
  });

  it('ends the duty of the tablet once that is confirmed: nobody can answer until it begins again', async () => {
    await openKiosk();
    await enter('Aplikasi');
    await at.screen.press('Akhiri tugas');
    expect(at.screen.text).toContain('Akhiri tugas tablet ini?');
    await at.screen.press('Batal');
    expect((await kioskSettings(at.db)).offDuty).toBe(false);
    await at.screen.press('Akhiri tugas');
    await at.screen.press('Ya, akhiri tugas');
    await until(() => expect(at.screen.name).toBe('notice'));
    expect(at.screen.text).toContain('sedang tidak bertugas');
    expect((await kioskSettings(at.db)).offDuty).toBe(true);
    await at.screen.press('Sudut petugas');
    await until(() => expect(at.screen.name).toBe('corner'));
  });
});

describe('the next version of the app', () => {
  it('may come at rest, but neither in the corner nor while an event takes place', async () => {
    await openKiosk();
    expect(at.screen.visit.isIdle()).toBe(true);
    await enter('Aplikasi');
    expect(at.screen.visit.isIdle()).toBe(false);
    expect(at.screen.text).toContain('Tidak ada versi baru');
    at.screen.visit.state.updateWaits = true;
    await settle();
    expect(at.screen.text).toContain('Versi baru sudah lengkap');
    await at.screen.press('Kegiatan');
    await at.screen.press('Tandai sedang berlangsung');
    await until(() => expect(at.screen.text).toContain('Tandai selesai'));
    await at.screen.press('Aplikasi');
    expect(at.screen.text).toContain('menunggu sampai kegiatan yang sedang berlangsung');
    await at.screen.press('Kembali');
    expect(at.screen.name).toBe('attract');
    expect(at.screen.visit.isIdle()).toBe(false);
  });
});
