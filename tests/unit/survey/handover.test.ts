import { flushPromises, mount } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Component } from 'vue';
import { FrameCollector } from '#protocol/handover-frames.ts';
import { FileRefused, readHandover } from '#protocol/handover-read.ts';
import type { FileRefusal } from '#protocol/handover-read.ts';
import type { HandoverDesk, PackedParcels } from '#survey/handover/desk.ts';
import HandoverSection from '#survey/corner/HandoverSection.vue';
import HandoverByFile from '#survey/handover/HandoverByFile.vue';
import HandoverByQr from '#survey/handover/HandoverByQr.vue';
import { FRAME_MS, MOST_FRAMES, roundSeconds } from '#survey/handover/qr-cycle.ts';
import ReadReceipt from '#survey/handover/ReadReceipt.vue';
import { fileName } from '#survey/handover/save-file.ts';
import { english } from '#survey/handover/texts.en.ts';
import { indonesian } from '#survey/handover/texts.id.ts';
import QrCode from '#ui/QrCode.vue';
import { AGENCY, sampleParts } from '../protocol/handover-sample.ts';

let packed: PackedParcels;
let take: HandoverDesk['take'];
let wrapper: VueWrapper;
/** Names and texts of the files that were saved. */
let saved: { name: string; text: Promise<string> }[];

beforeEach(() => {
  const { label, pushes } = sampleParts(12);
  packed = { parcels: [{ agency: AGENCY, label, pushes, count: 12 }], stranded: 0 };
  take = () => Promise.resolve({ received: 12, ignored: 0 });
  saved = [];
  const blobs = new Map<string, Blob>();
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    blobs.set(`blob:${blobs.size}`, blob as Blob);
    return `blob:${blobs.size - 1}`;
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    saved.push({ name: this.download, text: blobs.get(this.href)!.text() });
  });
});
afterEach(() => {
  wrapper.unmount();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function show(part: Component, texts = indonesian): void {
  const desk: HandoverDesk = { pack: () => Promise.resolve(packed), take: (text) => take(text) };
  const language = texts === english ? 'en' : 'id';
  wrapper = mount(part, { props: { desk, texts, language }, attachTo: document.body });
}

async function press(words: string): Promise<void> {
  const button = wrapper.findAll('button').find((found) => found.text() === words);
  await button!.trigger('click');
  await vi.waitFor(() => expect(wrapper.find('[aria-disabled="true"]').exists()).toBe(false));
}

const told = (): string => wrapper.get('[role="status"]').text();

describe('by file', () => {
  it('saves everything unsent as a file that the office can read, and says what happens next', async () => {
    show(HandoverByFile);
    await press('Simpan berkas');
    expect(saved).toHaveLength(1);
    expect(saved[0]!.name).toMatch(/^serah-terima-tablet-2-\d{12}\.skm\.txt$/);
    const file = await readHandover(await saved[0]!.text, AGENCY);
    expect(file.pushes).toEqual(packed.parcels[0]!.pushes);
    expect(told()).toContain(`12 jawaban tersimpan di berkas ${saved[0]!.name}`);
    expect(told()).toContain('sampai tanda terimanya dibaca');
  });

  it('says so when there is nothing to hand over, or nothing that can be', async () => {
    packed = { parcels: [], stranded: 0 };
    show(HandoverByFile);
    await press('Simpan berkas');
    expect(told()).toBe(indonesian.nothing);
    packed = { parcels: [], stranded: 3 };
    await press('Simpan berkas');
    expect(told()).toContain('3 jawaban belum dapat diserahkan');
    expect(saved).toEqual([]);
  });

  it('offers to share only where files can be shared, and a change of mind is no failure', async () => {
    show(HandoverByFile);
    expect(wrapper.text()).not.toContain('Bagikan');
    wrapper.unmount();
    const shared: File[][] = [];
    let mind: 'yes' | 'no' | 'broken' = 'yes';
    vi.stubGlobal('navigator', {
      canShare: () => true,
      share: ({ files }: { files: File[] }) => {
        shared.push(files);
        if (mind === 'no') return Promise.reject(new DOMException('', 'AbortError'));
        return mind === 'yes' ? Promise.resolve() : Promise.reject(new DOMException('', 'NotAllowedError'));
      },
    });
    show(HandoverByFile);
    await press('Bagikan berkas');
    expect(told()).toContain('12 jawaban dibagikan');
    expect(shared[0]![0]!.type).toBe('text/plain');
    mind = 'no';
    await press('Bagikan berkas');
    expect(told()).toBe('');
    mind = 'broken';
    await press('Bagikan berkas');
    expect(told()).toBe(indonesian.failed);
  });
});

describe('by QR code', () => {
  const text = (): string => wrapper.getComponent(QrCode).props('text');

  it('shows the same file in an endless cycle that can be held, read from wherever one comes in', async () => {
    show(HandoverByQr, english);
    await press('Show the codes');
    await vi.waitFor(() => expect(wrapper.findComponent(QrCode).exists()).toBe(true));
    vi.useFakeTimers();
    await press('Pause');
    await press('Go on');
    const collector = new FrameCollector();
    vi.advanceTimersByTime(FRAME_MS * 2);
    await flushPromises();
    collector.add(text());
    const frames = collector.count;
    expect(frames).toBeGreaterThan(3);
    for (let step = 0; step < frames; step += 1) {
      vi.advanceTimersByTime(FRAME_MS);
      await flushPromises();
      expect(collector.add(text())).toBe(step === frames - 1 ? 'known' : 'new');
    }
    expect(collector.isComplete).toBe(true);
    await press('Pause');
    const held = text();
    vi.advanceTimersByTime(FRAME_MS * 5);
    await flushPromises();
    expect(text()).toBe(held);
    vi.useRealTimers();
    const file = await readHandover(await collector.file(), AGENCY);
    expect(file.pushes).toEqual(packed.parcels[0]!.pushes);
    expect(wrapper.text()).toMatch(/Code \d+ of \d+/);
    await press('Done');
    expect(wrapper.findComponent(QrCode).exists()).toBe(false);
  });

  it('sends long queues to the file', async () => {
    const { label, pushes } = sampleParts(800);
    packed = { parcels: [{ agency: AGENCY, label, pushes, count: 800 }], stranded: 0 };
    show(HandoverByQr);
    await press('Tampilkan kode');
    await vi.waitFor(() => expect(told()).toContain('800 jawaban terlalu banyak untuk kode QR'));
  });

  it('says what there is instead of codes: nothing, only what cannot be handed over, or an old browser', async () => {
    packed = { parcels: [], stranded: 0 };
    show(HandoverByQr);
    await press('Tampilkan kode');
    expect(told()).toBe(indonesian.nothing);
    packed = { parcels: [], stranded: 2 };
    await press('Tampilkan kode');
    expect(told()).toContain('2 jawaban belum dapat diserahkan');
    const { CompressionStream: kept } = globalThis;
    Reflect.deleteProperty(globalThis, 'CompressionStream');
    await press('Tampilkan kode');
    globalThis.CompressionStream = kept;
    expect(told()).toBe(indonesian.qr.unable);
  });

  it('takes less than a minute a round', () => {
    expect(roundSeconds(MOST_FRAMES)).toBe(60);
    expect(roundSeconds(1)).toBe(1);
  });
});

describe('receipts', () => {
  async function choose(content: string): Promise<void> {
    const input = wrapper.get('input');
    const file = new File([content], 'tanda-terima.skm.txt', { type: 'text/plain' });
    Object.defineProperty(input.element, 'files', { configurable: true, value: [file] });
    await input.trigger('change');
    await vi.waitFor(() => expect(told()).not.toBe(indonesian.receipt.reading));
  }

  it('are taken and counted, and the corner hears of it', async () => {
    const read: string[] = [];
    take = (text) => {
      read.push(text);
      return Promise.resolve({ received: 12, ignored: 1 });
    };
    show(ReadReceipt);
    await choose('isi');
    expect(read).toEqual(['isi']);
    expect(told()).toContain('12 jawaban kini tercatat diterima kantor.');
    expect(told()).toContain('1 bagian berkas bukan untuk tablet ini');
    expect(wrapper.emitted('taken')).toHaveLength(1);
    take = () => Promise.resolve({ received: 0, ignored: 0 });
    await choose('isi');
    expect(told()).toBe(indonesian.receipt.knownAlready);
  });

  it.each([
    'foreign',
    'wrong-kind',
    'other-version',
    'damaged',
    'empty',
    'too-large',
    'other-agency',
  ] satisfies FileRefusal[])('that are refused as %s say why', async (reason) => {
    take = () => Promise.reject(new FileRefused(reason));
    show(ReadReceipt);
    await choose('isi');
    expect(told()).toBe(indonesian.receipt.refused[reason]);
    expect(wrapper.find('.bad').exists()).toBe(true);
    expect(wrapper.emitted('taken')).toBeUndefined();
  });

  it('take the codes off the screen, which are received', async () => {
    show(HandoverSection);
    await press('Tampilkan kode');
    await vi.waitFor(() => expect(wrapper.findComponent(QrCode).exists()).toBe(true));
    await choose('isi');
    await vi.waitFor(() => expect(wrapper.findComponent(QrCode).exists()).toBe(false));
    expect(wrapper.emitted('taken')).toHaveLength(1);
    expect(wrapper.text()).toContain('12 jawaban kini tercatat');
  });

  it('that fail for another reason are said to have failed, not to be bad', async () => {
    take = () => Promise.reject(new Error('the store is closed'));
    show(ReadReceipt);
    await choose('isi');
    expect(told()).toBe(indonesian.receipt.failed);
  });
});

it('a file is called what it is, of whom, and when in WIB', () => {
  const moment = Date.parse('2026-08-17T17:30:00Z');
  show(ReadReceipt);
  expect(fileName('serah-terima', 'Tablet 2 – Pintu/Barat', moment)).toBe(
    'serah-terima-tablet-2-pintu-barat-202608180030.skm.txt',
  );
  expect(fileName('salinan', '', moment)).toBe('salinan-202608180030.skm.txt');
});
