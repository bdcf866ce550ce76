import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';
import { EMPTY_QUEUE } from '#local/survey/queue.ts';
import { readGlance } from '#survey/glance.ts';
import { aContext, aDraft, anActivity, openApp, readyWith, settle } from './scene.ts';
import type { Screen } from './scene.ts';

let screen: Screen;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-09-04T03:00:00Z') });
  localStorage.clear();
});
afterEach(() => {
  screen.wrapper.unmount();
  document.body.innerHTML = '';
  vi.useRealTimers();
});

describe('an official opens the link on the phone', () => {
  it('sees the event, its date, how long it takes and what happens with the answers', async () => {
    screen = await openApp(readyWith(aContext()));
    expect(screen.name).toBe('welcome');
    expect(screen.text).toContain('Upacara Hari Jadi Kota Probolinggo');
    expect(screen.text).toContain('Jumat, 4 September 2026 · 08.00 WIB');
    expect(screen.text).toContain('± 1 menit');
    expect(screen.text).toContain('Anonim');
  });

  it('rates nine elements, skips the rest and is thanked, in at most 14 taps', async () => {
    const engine = readyWith(aContext());
    screen = await openApp(engine);
    let taps = 1;
    await screen.press('Mulai');
    for (let question = 1; question <= 9; question += 1) {
      expect(screen.text).toContain(`${question} dari 9`);
      await screen.tap('3');
      taps += 1;
    }
    await screen.press('Lewati');
    await screen.press('Kirim tanpa komentar');
    taps += 2;
    expect(screen.name).toBe('thanks');
    expect(screen.text).toContain('P4M-X2R9');
    expect(taps).toBeLessThanOrEqual(14);
    expect(Object.values(engine.submitted[0]!.answers)).toEqual(Array.from({ length: 9 }, () => 3));
  });

  it('finds nothing chosen beforehand on any question', async () => {
    screen = await openApp(readyWith(aContext()));
    await screen.press('Mulai');
    while (screen.name === 'question') {
      const checked = screen.wrapper.findAll('input').filter(({ element }) => element.checked);
      expect(checked).toEqual([]);
      await screen.tap('2');
    }
  });

  it('goes back and changes an answer; Back from the first question keeps the form', async () => {
    const engine = readyWith(aContext());
    screen = await openApp(engine);
    await screen.press('Mulai');
    await screen.tap('1');
    await screen.press('Kembali');
    expect(screen.radio('1').element).toHaveProperty('checked', true);
    await screen.press('Kembali');
    expect(screen.name).toBe('welcome');
    await screen.press('Lanjutkan');
    await screen.tap('4');
    await screen.answerAll();
    expect(screen.visit.state.form?.answers['persyaratan']).toBe(4);
  });

  it('may say that an element cannot be judged, only where the questionnaire allows it', async () => {
    screen = await openApp(readyWith(aContext()));
    await screen.press('Mulai');
    await screen.tap('none');
    expect(screen.visit.state.form?.answers).toEqual({ persyaratan: null });
    expect(screen.wrapper.find('.question:not([hidden]) .choice-none').exists()).toBe(false);
  });

  it('fills in the profile and takes a choice back', async () => {
    const engine = readyWith(aContext());
    screen = await openApp(engine);
    await screen.press('Mulai');
    await screen.answerAll();
    await screen.wrapper.get('input[value="p"]').setValue();
    await screen.wrapper.get('input[value="s1"]').setValue();
    await settle();
    await screen.press('Kosongkan');
    await screen.press('Lanjut');
    await screen.wrapper.get('textarea').setValue('Petugas ramah.');
    await settle();
    expect(screen.text).toContain('14 dari 1.000 karakter');
    await screen.press('Kirim');
    expect(engine.submitted[0]).toMatchObject({ profile: { education: 's1' }, comment: 'Petugas ramah.' });
  });

  it('switches the language in the middle and goes on where it was', async () => {
    screen = await openApp(readyWith(aContext()));
    await screen.press('Mulai');
    await screen.tap('4');
    await screen.press('English');
    await vi.waitFor(() => expect(screen.text).toContain('2 of 9'));
    expect(screen.text).toContain('Very easy');
    expect(document.documentElement.lang).toBe('en');
    await screen.press('Indonesia');
    await vi.waitFor(() => expect(screen.text).toContain('2 dari 9'));
    expect(document.documentElement.lang).toBe('id');
  });
});

describe('after sending', () => {
  async function send(): Promise<ReturnType<typeof readyWith>> {
    const engine = readyWith(aContext());
    screen = await openApp(engine);
    await screen.press('Mulai');
    await screen.answerAll();
    await screen.press('Lewati');
    await screen.press('Kirim');
    return engine;
  }

  it('says "Diterima" as soon as a receipt names the response', async () => {
    const engine = await send();
    expect(screen.text).not.toContain('belum terkirim');
    engine.receive();
    await settle();
    expect(screen.text).toContain('Diterima');
  });

  it('says honestly that it is not sent yet when the receipt does not come', async () => {
    await send();
    await settle(5_000);
    expect(screen.text).toContain('Tersimpan di ponsel ini, belum terkirim');
    expect(screen.text).toContain('Buka lagi halaman ini saat ada sinyal');
  });

  it('says so at once when the attempt failed, and corrects itself later', async () => {
    const engine = await send();
    engine.deliver({ queue: { ...EMPTY_QUEUE, onDevice: 1 }, stalled: true });
    await settle(10);
    expect(screen.text).toContain('belum terkirim');
    engine.receive();
    await settle();
    expect(screen.text).toContain('Diterima');
  });

  it('never thanks for what could not be stored: the form stays and can be sent again', async () => {
    const engine = readyWith(aContext());
    engine.refusal = new Error('full');
    screen = await openApp(engine);
    await screen.press('Mulai');
    await screen.answerAll('2');
    await screen.press('Lewati');
    await screen.wrapper.get('textarea').setValue('Terima kasih');
    await screen.press('Kirim');
    expect(screen.name).toBe('comment');
    expect(screen.wrapper.get('[role=alert]').text()).toContain('Jawaban Anda belum tersimpan.');
    engine.refusal = null;
    await screen.press('Coba lagi');
    expect(screen.name).toBe('thanks');
    expect(engine.submitted[0]).toMatchObject({ comment: 'Terima kasih' });
  });

  it('stores once, however often the button is tapped', async () => {
    const engine = readyWith(aContext());
    screen = await openApp(engine);
    await screen.press('Mulai');
    await screen.answerAll();
    await screen.press('Lewati');
    const button = screen.wrapper.get('.foot-next');
    await Promise.all([button.trigger('click'), button.trigger('click'), button.trigger('click')]);
    await settle();
    expect(engine.log.filter((entry) => entry === 'submit')).toHaveLength(1);
  });
});

describe('a later visit of the same phone', () => {
  it('takes a draft up at its step, with everything filled', async () => {
    const draft = aDraft({ answers: { persyaratan: 4, prosedur: 2, waktu: 3 }, step: 'prosedur' });
    screen = await openApp(readyWith(aContext(), { draft }));
    expect(screen.text).toContain('2 dari 9');
    expect(screen.radio('2').element).toHaveProperty('checked', true);
    await screen.tap('3');
    expect(screen.radio('3').element).toHaveProperty('checked', true);
  });

  it('takes up no draft of an older wording: its answers would belong to other questions', async () => {
    const draft = aDraft({ questionnaire: { id: 'x', version: 1, hash: 'b'.repeat(64) }, step: 'prosedur' });
    screen = await openApp(readyWith(aContext(), { draft }));
    expect(screen.name).toBe('welcome');
  });

  it('says kindly that this phone has answered, and is no wall', async () => {
    const earlier = [
      {
        responseId: 'r',
        receipt: 'P4M-X2R9',
        submittedAt: '2026-09-04T02:00:00Z',
        state: 'received' as const,
      },
    ];
    screen = await openApp(readyWith(aContext(), { earlier }));
    expect(screen.name).toBe('answered');
    expect(screen.text).toContain('P4M-X2R9');
    await screen.press('Isi untuk orang lain');
    expect(screen.name).toBe('question');
  });

  it('offers no second rating on the card of one invited person', async () => {
    const earlier = [
      {
        responseId: 'r',
        receipt: 'P4M-X2R9',
        submittedAt: '2026-09-04T02:00:00Z',
        state: 'on-device' as const,
      },
    ];
    screen = await openApp(readyWith(aContext({ token: 'TOKEN.7K3M-Q9PX-00AB' }), { earlier }));
    expect(screen.text).toContain('Satu kartu undangan berlaku untuk satu penilaian');
    expect(screen.text).not.toContain('Isi untuk orang lain');
  });

  it('remembers for the first paint which screen comes first', async () => {
    screen = await openApp(readyWith(aContext()));
    expect(readGlance()?.event?.name).toBe('Upacara Hari Jadi Kota Probolinggo');
    await screen.press('Mulai');
    expect(readGlance()).toEqual({ mode: 'link', event: null });
  });
});

describe('an event that cannot be rated', () => {
  it('is said to be closed by the office', async () => {
    screen = await openApp(readyWith(aContext({ activities: [anActivity({ open: false })] })));
    expect(screen.text).toContain('Survei ini sudah ditutup');
  });

  it('is said to be closed after its time', async () => {
    const activities = [anActivity({ closesAt: '2026-09-04T02:59:00.000Z' })];
    screen = await openApp(readyWith(aContext({ activities })));
    expect(screen.text).toContain('Survei ini sudah ditutup');
  });

  it('closes while the welcome is shown, when the endpoint says so', async () => {
    const engine = readyWith(aContext());
    screen = await openApp(engine);
    engine.tellRefused('closed');
    await settle();
    expect(screen.text).toContain('Survei ini sudah ditutup');
  });

  it('does not close under somebody who has begun', async () => {
    const engine = readyWith(aContext());
    screen = await openApp(engine);
    await screen.press('Mulai');
    engine.tellRefused('closed');
    engine.tellContext(aContext({ activities: [anActivity({ open: false })] }));
    await settle();
    expect(screen.name).toBe('question');
  });

  it('opens again on the closed page when the office opened it', async () => {
    const engine = readyWith(aContext({ activities: [anActivity({ open: false })] }));
    screen = await openApp(engine);
    engine.tellContext(aContext());
    await settle();
    expect(screen.name).toBe('welcome');
  });

  it('can still be finished by whoever left a draft', async () => {
    const context = aContext({ activities: [anActivity({ open: false })] });
    screen = await openApp(readyWith(context, { draft: aDraft({ step: 'persyaratan' }) }));
    expect(screen.name).toBe('question');
  });
});

describe('a questionnaire of another shape', () => {
  it('without profile and comment is sent from its last question, on purpose and not by a tap on an answer', async () => {
    const content = { ...DEFAULT_QUESTIONNAIRE, profile: [], comment: null };
    const engine = readyWith(aContext({ activities: [anActivity({ content })] }));
    screen = await openApp(engine);
    await screen.press('Mulai');
    for (let question = 1; question <= 9; question += 1) await screen.tap('4');
    expect(screen.name).toBe('question');
    expect(engine.submitted).toEqual([]);
    await screen.press('Kirim');
    expect(screen.name).toBe('thanks');
  });

  it('draws the best answer first where the questionnaire says so', async () => {
    const content = { ...DEFAULT_QUESTIONNAIRE, optionOrder: 'best-first' as const };
    screen = await openApp(readyWith(aContext({ activities: [anActivity({ content })] })));
    await screen.press('Mulai');
    const values = screen.wrapper
      .findAll('.choices input')
      .map(({ element }) => element.getAttribute('value'));
    expect(values).toEqual(['4', '3', '2', '1']);
  });
});
