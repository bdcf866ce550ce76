import 'fake-indexeddb/auto';
import { flushPromises } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import AgendaImportView from '#admin/agenda-import/AgendaImportView.vue';
import ConflictsView from '#admin/conflicts/ConflictsView.vue';
import ReleasesView from '#admin/releases/ReleasesView.vue';
import { useSession } from '#admin/session.ts';
import { listConflicts } from '#local/office/conflicts.ts';
import type { OfficeDatabase } from '#local/office/database.ts';
import { getDocument, listDocuments } from '#local/office/documents.ts';
import type { PullItem } from '#protocol/office.ts';
import { anActivity, aRelease } from './activities/samples.ts';
import { EndpointDouble } from './endpoint-double.ts';
import { mountInOffice } from './mount.ts';
import { closeOffice, openOffice, pulled } from './open-office.ts';

const ACTIVITY = anActivity({
  name: 'Peresmian Taman Kota',
  start: '2026-11-20T01:00:00.000Z',
});
const CONFLICT: PullItem = {
  type: 'conflict',
  seq: 9,
  id: '0198c5a0-0000-7000-8000-0000000000c1',
  kind: 'activity',
  document: ACTIVITY.id,
  field: 'place',
  wanted: 'Pendopo',
  wantedBy: 'Petugas',
  wantedAt: '2026-11-22T03:00:00.000Z',
  settled: false,
};

/** Validating and storing take more than the usual second on a machine that is busy with other things. */
const PATIENCE = { timeout: 10_000 };

let wrapper: VueWrapper;
let db: OfficeDatabase;

beforeEach(() => new EndpointDouble().install().disconnect());

afterEach(async () => {
  wrapper.unmount();
  await closeOffice();
  vi.unstubAllGlobals();
});

async function show(
  component: Parameters<typeof mountInOffice>[0],
  items: readonly PullItem[],
  role: Parameters<typeof openOffice>[1] = 'admin',
): Promise<void> {
  db = await openOffice(items, role);
  wrapper = mountInOffice(component).wrapper;
  await useSession().start();
  await flushPromises();
}

function button(name: string) {
  const found = wrapper.findAll('button').find((candidate) => candidate.text() === name);
  if (found === undefined) throw new Error(`No button "${name}" on the screen:\n${wrapper.text()}`);
  return found;
}

/** A field draws its label twice, inside and on the border; both lead to the same input. */
function field(label: string) {
  const found = wrapper.findAll('label').find((candidate) => candidate.text() === label);
  const id = found?.attributes('for') ?? found?.attributes('id')?.replace(/-label$/, '');
  return wrapper.get<HTMLInputElement>(`input[id="${id}"]`);
}

describe('the fast entry of releases', () => {
  it('fills medium, day and title from a pasted link and saves at once on this device', async () => {
    await show(ReleasesView, [pulled(1, 'activity', ACTIVITY)]);
    await field('Tautan berita').setValue(
      'https://www.media.example/2026/11/20/wali-kota-resmikan-taman-kota',
    );
    expect(field('Judul').element.value).toBe('Wali kota resmikan taman kota');
    expect(field('Nama media').element.value).toBe('media.example');
    expect(field('Tanggal terbit').element.value).toBe('20/11/2026');
    await (await vi.waitFor(() => button('Peresmian Taman Kota'))).trigger('click');
    await wrapper.get('form').trigger('submit');
    await vi.waitFor(async () => expect(await listDocuments(db, 'release')).toHaveLength(1), PATIENCE);
    const [release] = await listDocuments(db, 'release');
    expect(release?.body).toMatchObject({
      medium: 'media.example',
      mediaKind: 'media-massa',
      publishedOn: '2026-11-20',
      activities: [ACTIVITY.id],
      counted: true,
    });
    await vi.waitFor(() => expect(field('Tautan berita').element.value).toBe(''), PATIENCE);
  });

  it('never overwrites what a person has typed', async () => {
    await show(ReleasesView, []);
    await field('Judul').setValue('Judul saya');
    await field('Nama media').setValue('Media saya');
    await field('Tautan berita').setValue('https://www.instagram.com/p/abc');
    expect(field('Judul').element.value).toBe('Judul saya');
    expect(field('Nama media').element.value).toBe('Media saya');
  });

  it('recognises a link that is recorded already', async () => {
    await show(ReleasesView, [pulled(1, 'release', aRelease())]);
    await field('Tautan berita').setValue(aRelease().url);
    await vi.waitFor(() =>
      expect(wrapper.text()).toContain('Tautan ini sudah dicatat: “Kota Rayakan Hari Jadi”.'),
    );
  });

  it('keeps a release without a title back and says what is missing', async () => {
    await show(ReleasesView, []);
    await wrapper.get('form').trigger('submit');
    await vi.waitFor(() => expect(wrapper.text()).toContain('Wajib diisi.'));
    expect(await listDocuments(db, 'release')).toEqual([]);
  });

  it('is not offered to a role that may not write releases', async () => {
    await show(ReleasesView, [pulled(1, 'release', aRelease())], 'protokol');
    await vi.waitFor(() => expect(wrapper.text()).toContain('Daftar rilis'));
    expect(wrapper.find('form').exists()).toBe(false);
  });
});

describe('a conflict', () => {
  const items = [pulled(1, 'activity', ACTIVITY), CONFLICT];

  it('shows both values side by side with who wanted them', async () => {
    await show(ConflictsView, items);
    await vi.waitFor(() => expect(wrapper.text()).toContain('Pendopo'));
    expect(wrapper.text()).toContain('Alun-alun');
    expect(wrapper.text()).toContain('Petugas, 22 Nov 2026, 10.00 WIB');
    expect(wrapper.text()).toContain('Kegiatan · Tempat');
  });

  it('is settled by taking the waiting change', async () => {
    await show(ConflictsView, items);
    await vi.waitFor(() => button('Pakai perubahan ini'));
    await button('Pakai perubahan ini').trigger('click');
    await vi.waitFor(async () => expect(await listConflicts(db)).toEqual([]));
    expect((await getDocument(db, 'activity', ACTIVITY.id))?.body.place).toBe('Pendopo');
  });

  it('is settled by keeping what is there', async () => {
    await show(ConflictsView, items);
    await vi.waitFor(() => button('Pertahankan'));
    await button('Pertahankan').trigger('click');
    await vi.waitFor(async () => expect(await listConflicts(db)).toEqual([]));
    expect((await getDocument(db, 'activity', ACTIVITY.id))?.body.place).toBe('Alun-alun');
  });

  it('can only be looked at by a role that may not change the document', async () => {
    await show(ConflictsView, items, 'pimpinan');
    await vi.waitFor(() => expect(wrapper.text()).toContain('Hanya peran yang boleh mengubah dokumen ini'));
    expect(wrapper.text()).not.toContain('Pertahankan');
  });
});

describe('the import of an agenda', () => {
  async function choose(csv: string): Promise<void> {
    await vi.waitFor(() => wrapper.get('input[type="file"]'));
    const input = wrapper.get<HTMLInputElement>('input[type="file"]');
    Object.defineProperty(input.element, 'files', {
      value: [new File([csv], 'agenda.csv')],
      configurable: true,
    });
    await input.trigger('change');
    await vi.waitFor(() => expect(wrapper.text()).toContain('Periksa hasil bacaan'));
  }

  const CSV = [
    'Tanggal;Jam;Kegiatan;Tempat',
    '12/03/2026;08.00;Rapat Koordinasi;Aula',
    '31/02/2026;08.00;Apel;Halaman',
    '12/03/2026;09.00;RAPAT KOORDINASI;Aula',
  ].join('\n');

  it('imports only valid rows and says how many and why not the others', async () => {
    await show(AgendaImportView, []);
    await choose(CSV);
    expect(wrapper.text()).toContain('Kolom A (Tanggal): “31/02/2026” bukan tanggal yang benar.');
    expect(wrapper.text()).toContain('sama dengan baris 2; dilewati');
    await button('Impor 1 kegiatan').trigger('click');
    await vi.waitFor(() => expect(wrapper.text()).toContain('Impor selesai'));
    expect(wrapper.text()).toContain('1 kegiatan ditambahkan');
    expect(wrapper.text()).toContain('1 baris dilewati');
    expect(wrapper.text()).toContain('1 baris perlu diperbaiki');
    const [stored, ...others] = await listDocuments(db, 'activity');
    expect(others).toEqual([]);
    expect(stored?.body).toMatchObject({
      name: 'Rapat Koordinasi',
      place: 'Aula',
      start: '2026-03-12T01:00:00.000Z',
    });
  });

  it('offers an activity that is there for an update, and skips it unless asked', async () => {
    const known = anActivity({ name: 'Rapat Koordinasi', start: '2026-03-12T02:00:00.000Z', place: 'Lama' });
    await show(AgendaImportView, [pulled(1, 'activity', known)]);
    await choose(CSV);
    expect(button('Impor 0 kegiatan').attributes('disabled')).toBeDefined();
    await wrapper.get('input[value="update"]').setValue(true);
    await button('Impor 1 kegiatan').trigger('click');
    await vi.waitFor(() => expect(wrapper.text()).toContain('1 kegiatan diperbarui'));
    expect((await getDocument(db, 'activity', known.id))?.body).toMatchObject({
      place: 'Aula',
      start: '2026-03-12T01:00:00.000Z',
    });
  });

  it('explains a file that cannot be read', async () => {
    await show(AgendaImportView, []);
    await vi.waitFor(() => wrapper.get('input[type="file"]'));
    const input = wrapper.get<HTMLInputElement>('input[type="file"]');
    const old = new File([Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0)], 'agenda.xls');
    Object.defineProperty(input.element, 'files', { value: [old], configurable: true });
    await input.trigger('change');
    await vi.waitFor(() => expect(wrapper.text()).toContain('simpan sebagai .xlsx'));
  });
});
