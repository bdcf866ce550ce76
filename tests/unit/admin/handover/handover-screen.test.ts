import 'fake-indexeddb/auto';
import { flushPromises } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contentOf, runsOf } from '#admin/handover/handover-content.ts';
import HandoverView from '#admin/handover/HandoverView.vue';
import { useSession } from '#admin/session.ts';
import { listHandovers } from '#local/office/handovers.ts';
import type { OfficeDatabase } from '#local/office/database.ts';
import { writeHandover } from '#protocol/handover-write.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { sampleParts } from '../../protocol/handover-sample.ts';
import { aDevice } from '../devices/samples.ts';
import { AGENCY, EndpointDouble } from '../endpoint-double.ts';
import { mountInOffice } from '../mount.ts';
import { closeOffice, openOffice } from '../open-office.ts';

const DEVICE = '7d1f0c3a-5b8e-4d0e-9a64-1c2f3e4d5b6a';
const MARKED = { marker: PROTOCOL_MARKER, serverTime: '2026-11-23T08:00:00.000Z' };
const aFile = () => writeHandover({ ...sampleParts(3), agency: AGENCY });

let endpoint: EndpointDouble;
let wrapper: VueWrapper;
let db: OfficeDatabase;

/** As long as a busy machine needs; a test that waits for nothing else is over as soon as it is there. */
vi.setConfig({ testTimeout: 60_000 });
const until = <T>(check: () => T) => vi.waitFor(check, { timeout: 30_000, interval: 25 });

beforeEach(() => {
  endpoint = new EndpointDouble().install();
  endpoint.disconnect();
  const devices = [aDevice({ id: DEVICE, label: 'Tablet 2', highest: 2, missing: [1], missingCount: 1 })];
  endpoint.answers['GET devices'] = () => ({ json: { ...MARKED, devices } });
  endpoint.answers['GET quarantine'] = () => ({ json: { ...MARKED, items: [] } });
});

afterEach(async () => {
  wrapper.unmount();
  await closeOffice();
  vi.unstubAllGlobals();
});

async function show(role: Parameters<typeof openOffice>[1] = 'protokol'): Promise<void> {
  db = await openOffice([], role);
  ({ wrapper } = mountInOffice(HandoverView));
  await useSession().start();
  await flushPromises();
}

async function drop(text: string): Promise<void> {
  const input = await until(() => wrapper.get<HTMLInputElement>('input[type="file"]'));
  Object.defineProperty(input.element, 'files', {
    ...{ value: [new File([text], 'serah-terima.skm.txt')], configurable: true },
  });
  await input.trigger('change');
  await flushPromises();
}

async function press(name: string): Promise<void> {
  const found = await until(() => {
    const button = wrapper.findAll('button').find((candidate) => candidate.text() === name);
    if (button === undefined) throw new Error(`No button "${name}":\n${wrapper.text()}`);
    return button;
  });
  await found.trigger('click');
  await flushPromises();
}

describe('taking a hand-over in the office', () => {
  it('shows whose numbers it brings and how many are new before it keeps anything', async () => {
    await show();
    await until(() => expect(endpoint.asked).toContain('GET devices'));
    await drop(await aFile());
    await until(() => expect(wrapper.text()).toContain('Serah terima dari Tablet 2'));
    const cells = (): string[] => wrapper.findAll('tbody :is(th, td)').map((cell) => cell.text());
    await until(() => expect(cells()).toEqual(['Tablet 2', '3', '2', '1', '1–3']));
    expect(await listHandovers(db)).toEqual([]);
    await press('Terima dan kirim');
    await until(() => expect(wrapper.text()).toContain('Menunggu jaringan'));
    expect(await listHandovers(db)).toMatchObject([{ state: 'waiting', items: 3, label: 'Tablet 2' }]);
  });

  it('says what is wrong with a file that it does not take, and keeps nothing of it', async () => {
    await show();
    const text = await aFile();
    const wrong: [string, string][] = [
      [text.slice(0, -40), 'rusak, terpotong, atau diubah'],
      [text.replace('"unsent', '"unsemt'), 'rusak, terpotong, atau diubah'],
      ['bukan berkas kami', 'bukan berkas serah terima'],
      [await writeHandover(sampleParts(3)), 'milik unit kerja lain'],
      [await writeHandover({ ...sampleParts(0), agency: AGENCY }), 'kosong'],
    ];
    for (const [file, words] of wrong) {
      await drop(file);
      await until(() => expect(wrapper.text()).toContain(words));
      expect(wrapper.text()).not.toContain('Terima dan kirim');
    }
    expect(await listHandovers(db)).toEqual([]);
  });

  it('is for those who may take hand-overs', async () => {
    await show('komunikasi');
    expect(wrapper.text()).toContain('Hanya admin dan petugas protokol');
    expect(wrapper.find('input[type="file"]').exists()).toBe(false);
  });

  it('tells when there is no camera, and that a file does as well', async () => {
    await show();
    await press('Buka kamera');
    await until(() => expect(wrapper.text()).toContain('Tidak ada kamera di perangkat ini'));
  });
});

describe('what a hand-over brings', () => {
  it('is written as runs of numbers', () => {
    expect(runsOf([1, 2, 3, 7, 9, 10])).toBe('1–3, 7, 9–10');
    expect(runsOf([])).toBe('');
  });

  it('is all new of a device that the office does not know, and nothing of a push that cannot be read', () => {
    const { pushes } = sampleParts(3);
    expect(contentOf(pushes, [])).toEqual([
      { device: DEVICE, label: null, numbers: [1, 2, 3], items: 3, known: 0 },
    ]);
    expect(contentOf([{ authorization: 'Device x', body: 'rusak' }], [])).toEqual([]);
  });
});
