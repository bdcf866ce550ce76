import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_QUEUE } from '#local/survey/queue.ts';
import { readGlance } from '#survey/glance.ts';
import { COUNTDOWN_SECONDS, THANKS_MS } from '#survey/kiosk-round.ts';
import { aDraft, aKiosk, anActivity, openApp, readyWith, settle } from './scene.ts';
import type { Screen } from './scene.ts';

const MORNING = anActivity({ id: 'a', name: 'Upacara pagi', start: '2026-09-04T00:00:00.000Z' });
const NOON = anActivity({ id: 'b', name: 'Rapat siang', start: '2026-09-04T05:00:00.000Z' });

let screen: Screen;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-09-04T03:00:00Z') });
  localStorage.clear();
  HTMLDialogElement.prototype.showModal ??= () => undefined;
});
afterEach(() => {
  screen.wrapper.unmount();
  document.body.innerHTML = '';
  vi.useRealTimers();
});

async function fill(comment = ''): Promise<void> {
  await screen.press('Sentuh untuk menilai');
  await screen.answerAll('3');
  await screen.press('Lewati');
  if (comment !== '') await screen.wrapper.get('textarea').setValue(comment);
  await screen.press('Kirim');
}

describe('the kiosk at rest', () => {
  it('invites with the name of the event, and shows the clock', async () => {
    screen = await openApp(readyWith(aKiosk()));
    expect(screen.name).toBe('attract');
    expect(screen.text).toContain('Upacara Hari Jadi Kota Probolinggo');
    expect(screen.text).toContain('Sentuh untuk menilai layanan protokol');
    expect(screen.text).toContain('10.00 WIB');
    await settle(60_000);
    expect(screen.text).toContain('10.01 WIB');
  });

  it('tells staff in plain words what waits and what has arrived', async () => {
    const engine = readyWith(aKiosk());
    screen = await openApp(engine);
    engine.deliver({ queue: { ...EMPTY_QUEUE, onDevice: 3, sent: 2, received: 1040 } });
    await settle();
    expect(screen.text).toContain('3 di perangkat ini · 2 terkirim · 1.040 diterima kantor');
  });

  it('says that the screen may sleep where the browser cannot prevent it', async () => {
    screen = await openApp(readyWith(aKiosk()));
    expect(screen.text).toContain('Layar dapat padam sendiri pada perangkat ini.');
  });

  it('paints no welcome of a phone when it is opened again', async () => {
    screen = await openApp(readyWith(aKiosk()));
    expect(readGlance()).toEqual({ mode: 'kiosk', event: null });
  });

  it('says that the event is closed instead of inviting', async () => {
    screen = await openApp(readyWith(aKiosk({ activities: [anActivity({ open: false })] })));
    expect(screen.text).toContain('Survei kegiatan ini sudah ditutup');
  });

  it('says that it has no event', async () => {
    screen = await openApp(readyWith(aKiosk({ activities: [] })));
    expect(screen.text).toContain('Belum ada kegiatan untuk perangkat ini');
  });

  it('says that the office has withdrawn the device, what is still here, and how to go on', async () => {
    const engine = readyWith(aKiosk());
    screen = await openApp(engine);
    engine.deliver({ standing: 'revoked', queue: { ...EMPTY_QUEUE, onDevice: 2, received: 7 } });
    await settle();
    expect(screen.text).toContain('Perangkat ini sudah dicabut oleh kantor');
    expect(screen.text).toContain('2 di perangkat ini · 7 diterima kantor');
    await screen.press('Masukkan kode perangkat');
    await vi.waitFor(() => expect(screen.name).toBe('enrolment'));
    await screen.press('Kembali');
    expect(screen.name).toBe('notice');
    engine.deliver({ standing: 'enrolled' });
    await settle();
    expect(screen.name).toBe('attract');
  });

  it('lets a person finish when the office withdraws the device meanwhile', async () => {
    const engine = readyWith(aKiosk());
    screen = await openApp(engine);
    await screen.press('Sentuh');
    engine.deliver({ standing: 'revoked' });
    await settle();
    expect(screen.name).toBe('question');
    await screen.press('Kembali');
    expect(screen.text).toContain('dicabut oleh kantor');
  });

  it('goes on without an enrolment that counts, and tells staff that it needs a code', async () => {
    const engine = readyWith(aKiosk());
    screen = await openApp(engine);
    engine.deliver({ standing: 'code-needed' });
    await settle();
    expect(screen.name).toBe('attract');
    expect(screen.text).toContain('perangkat ini perlu kode baru dari kantor');
  });

  it('takes over what the office changed, but not while somebody answers', async () => {
    const engine = readyWith(aKiosk());
    screen = await openApp(engine);
    engine.tellContext(aKiosk({ activities: [anActivity({ name: 'Upacara diundur' })] }));
    await settle();
    expect(screen.text).toContain('Upacara diundur');
    await screen.press('Sentuh');
    engine.tellContext(aKiosk({ activities: [] }));
    await settle();
    expect(screen.name).toBe('question');
  });
});

describe('one person after another', () => {
  it('thanks, and rests again after six seconds', async () => {
    const engine = readyWith(aKiosk());
    screen = await openApp(engine);
    await fill();
    expect(screen.name).toBe('thanks');
    expect(screen.text).toContain('P4M-X2R9');
    await settle(THANKS_MS);
    expect(screen.name).toBe('attract');
    expect(engine.submitted).toHaveLength(1);
  });

  it('rests at once when the person taps', async () => {
    screen = await openApp(readyWith(aKiosk()));
    await fill();
    await screen.press('Selesai');
    expect(screen.name).toBe('attract');
  });

  it('leaves nothing of the last person in the document, and speaks Indonesian again', async () => {
    screen = await openApp(readyWith(aKiosk()));
    await screen.press('English');
    await vi.waitFor(() => expect(screen.text).toContain('Touch to rate'));
    await screen.press('Touch');
    await screen.answerAll('3');
    await screen.press('Skip');
    await screen.wrapper.get('textarea').setValue('Rahasia saya');
    await screen.press('Send');
    await settle(THANKS_MS);
    expect(screen.text).toContain('Sentuh untuk menilai');
    expect(document.documentElement.outerHTML).not.toMatch(/Rahasia|P4M-X2R9/);
    expect(JSON.stringify(localStorage)).not.toContain('Rahasia');
    await screen.press('Sentuh');
    expect(screen.wrapper.findAll('input').filter(({ element }) => element.checked)).toEqual([]);
  });

  it('invites however many answered here before: the mark of a phone holds up no kiosk', async () => {
    const engine = readyWith(aKiosk());
    screen = await openApp(engine);
    await fill('satu');
    screen.wrapper.unmount();
    engine.opened = {
      kind: 'ready',
      context: aKiosk(),
      draft: null,
      earlier: engine.responses,
      choose: false,
    };
    screen = await openApp(engine);
    expect(engine.responses).toHaveLength(1);
    expect(screen.name).toBe('attract');
    await fill('dua');
    expect(engine.submitted.map(({ comment }) => comment)).toEqual(['satu', 'dua']);
    expect(screen.name).toBe('thanks');
  });

  it('shows nobody what was left in the middle, not even after a reload', async () => {
    const engine = readyWith(aKiosk(), { draft: aDraft({ comment: 'Rahasia', step: ':comment' }) });
    screen = await openApp(engine);
    expect(screen.name).toBe('attract');
    expect(engine.log).toContain('abandoned');
    expect(screen.html).not.toContain('Rahasia');
  });

  it('forgets the person when Back brings the page out of the memory of the browser', async () => {
    const engine = readyWith(aKiosk());
    screen = await openApp(engine);
    await screen.press('Sentuh');
    await screen.tap('1');
    screen.visit.reset();
    await settle();
    expect(screen.name).toBe('attract');
    expect(engine.log.at(-1)).toBe('abandoned');
  });

  it('counts a form left by Back as given up', async () => {
    const engine = readyWith(aKiosk());
    screen = await openApp(engine);
    await screen.press('Sentuh');
    await screen.press('Kembali');
    expect(screen.name).toBe('attract');
    expect(engine.log.at(-1)).toBe('abandoned');
  });
});

describe('nobody is there any more', () => {
  it('asks after 45 seconds, counts down ten, and resets; the form is counted as given up', async () => {
    const engine = readyWith(aKiosk());
    screen = await openApp(engine);
    await screen.press('Sentuh');
    await screen.tap('2');
    await settle(44_000);
    expect(screen.html).not.toContain('Masih di sana?');
    await settle(2_000);
    expect(screen.html).toContain('Masih di sana?');
    await settle(COUNTDOWN_SECONDS * 1000);
    expect(screen.name).toBe('attract');
    expect(engine.log.at(-1)).toBe('abandoned');
    expect(engine.submitted).toEqual([]);
  });

  it('goes on where it was when the person is back in time', async () => {
    const engine = readyWith(aKiosk());
    screen = await openApp(engine);
    await screen.press('Sentuh');
    await screen.tap('2');
    await settle(48_000);
    window.dispatchEvent(new Event('pointerdown'));
    await settle();
    expect(screen.html).not.toContain('Masih di sana?');
    expect(screen.text).toContain('2 dari 9');
    expect(engine.log).not.toContain('abandoned');
  });

  it('does not ask while it rests', async () => {
    screen = await openApp(readyWith(aKiosk()));
    await settle(120_000);
    expect(screen.html).not.toContain('Masih di sana?');
  });
});

describe('a kiosk for several events', () => {
  it('lets staff choose; the likely one is chosen beforehand', async () => {
    const context = aKiosk({ activities: [NOON, MORNING], currentActivity: 'b' });
    const engine = readyWith(context, { choose: true });
    screen = await openApp(engine, { opening: { kind: 'enrolment', code: '1-7K3M-Q9PX' } });
    expect(screen.name).toBe('events');
    expect(screen.wrapper.get<HTMLInputElement>('input:checked').element.value).toBe('a');
    await screen.wrapper.get('input[value="b"]').setValue();
    await screen.press('Gunakan kegiatan ini');
    expect(engine.log).toContain('select b');
    expect(screen.text).toContain('Rapat siang');
  });

  it('lets them choose another one when the present one is over', async () => {
    const over = { ...MORNING, open: false };
    screen = await openApp(readyWith(aKiosk({ activities: [over, NOON], currentActivity: 'a' })));
    expect(screen.text).toContain('Survei kegiatan ini sudah ditutup');
    await screen.press('Pilih kegiatan lain');
    await screen.wrapper.get('input[value="b"]').setValue();
    await screen.press('Gunakan kegiatan ini');
    expect(screen.text).toContain('Rapat siang');
  });

  it('does not ask when there is only one', async () => {
    screen = await openApp(readyWith(aKiosk(), { choose: false }));
    expect(screen.name).toBe('attract');
  });
});
