import 'fake-indexeddb/auto';
import { flushPromises } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { defineComponent, h } from 'vue';
import type { Component } from 'vue';
import type { Router } from 'vue-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import DevicesView from '#admin/devices/DevicesView.vue';
import ActivityChooser from '#admin/links/ActivityChooser.vue';
import QuarantineView from '#admin/devices/QuarantineView.vue';
import { useDocuments } from '#admin/documents/live-documents.ts';
import { useSession } from '#admin/session.ts';
import FieldSection from '#admin/settings/FieldSection.vue';
import { keepFieldCopy } from '#local/office/field-copy.ts';
import type { DeviceSummary, QuarantineItem } from '#protocol/device.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { anActivity } from '../activities/samples.ts';
import { EndpointDouble } from '../endpoint-double.ts';
import { mountInOffice } from '../mount.ts';
import { closeOffice, openOffice, pulled } from '../open-office.ts';
import { aDevice, ALARM, anAside, OFFICE, TABLET } from './samples.ts';

const ACTIVITY = anActivity({ name: 'Peresmian Taman Kota' });
const MARKED = { marker: PROTOCOL_MARKER, serverTime: '2026-11-23T08:00:00.000Z' };

/** The part of the settings and the page that follows it, as in two windows. */
const settingsBesideDevices = defineComponent({
  setup() {
    const { items } = useDocuments('agency');
    return () => [
      ...items.value.map(({ body }) => h(FieldSection, { agency: body, editable: true })),
      h(DevicesView),
    ];
  },
});

let endpoint: EndpointDouble;
let wrapper: VueWrapper;
let router: Router;
let devices: DeviceSummary[];
let aside: QuarantineItem[];
let told: Record<string, unknown>;

/** As long as a busy machine needs; a test that waits for nothing else is over as soon as it is there. */
vi.setConfig({ testTimeout: 60_000 });
const until = <T>(check: () => T) => vi.waitFor(check, { timeout: 30_000, interval: 25 });

beforeEach(() => {
  // Dialogs ask it where the keyboard of a phone leaves room; happy-dom has none.
  vi.stubGlobal('visualViewport', Object.assign(new EventTarget(), { width: 1024, height: 768 }));
  devices = [aDevice({ activities: [ACTIVITY.id] })];
  aside = [];
  told = {};
  endpoint = new EndpointDouble().install();
  endpoint.disconnect();
  endpoint.answers['GET devices'] = () => ({ json: { ...MARKED, devices } });
  endpoint.answers['GET quarantine'] = () => ({ json: { ...MARKED, items: aside } });
});

afterEach(async () => {
  wrapper.unmount();
  await closeOffice();
  vi.unstubAllGlobals();
});

function hears(question: string): void {
  endpoint.answers[question] = (body) => {
    told[question] = body;
    return { json: MARKED };
  };
}

async function show(component: Component, role: Parameters<typeof openOffice>[1] = 'admin'): Promise<void> {
  await openOffice([pulled(1, 'activity', ACTIVITY)], role);
  const mounted = mountInOffice(component);
  ({ wrapper, router } = mounted);
  await useSession().start();
  await flushPromises();
}

/** Dialogs are drawn at the end of the page. */
function button(name: string): HTMLButtonElement {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('button')];
  const found = buttons.findLast(
    (candidate) => candidate.textContent?.trim() === name || candidate.getAttribute('aria-label') === name,
  );
  if (found === undefined) throw new Error(`No button "${name}":\n${document.body.textContent}`);
  return found;
}

async function press(name: string): Promise<void> {
  (await until(() => button(name))).click();
  await flushPromises();
}

async function giveReason(reason: string): Promise<void> {
  const field = await until(() => {
    const found = document.querySelector<HTMLTextAreaElement>('textarea[name="reason"]');
    if (found === null) throw new Error('No field for a reason.');
    return found;
  });
  field.value = reason;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await flushPromises();
  field.form?.requestSubmit();
  await flushPromises();
}

describe('the page of devices', () => {
  it('names what has not arrived by number, and what is wrong with it and what to do', async () => {
    const missingSince = new Date(Date.now() - 3 * 86_400_000).toISOString();
    devices = [aDevice({ missing: [12, 15], missingCount: 2, missingSince, unsent: 3 })];
    await show(DevicesView);
    await until(() => expect(wrapper.text()).toContain('nomor 12, 15'));
    expect(wrapper.text()).toContain('2 jawaban belum sampai padahal nomor sesudahnya sudah, sejak 3 hari');
  });

  it('shows without network what was fetched before, and says of when it is', async () => {
    endpoint.disconnect();
    const db = await openOffice([], 'admin');
    await keepFieldCopy(db, { devices, aside: [], at: '2026-11-23T06:00:00.000Z' });
    ({ wrapper, router } = mountInOffice(DevicesView));
    await useSession().start();
    await until(() => expect(wrapper.text()).toContain('Tablet 1'));
    expect(wrapper.text()).toContain('Keadaan pada 23 Nov 2026, 13.00 WIB');
    await until(() => expect(wrapper.text()).toContain('yang tampil adalah salinan di perangkat ini'));
  });

  it('revokes a tablet only with a reason', async () => {
    hears(`POST devices/${TABLET}/revoke`);
    await show(DevicesView);
    await press('Rincian Tablet 1');
    await press('Cabut');
    await giveReason('   ');
    expect(document.body.textContent).toContain('Wajib diisi.');
    expect(told).toEqual({});
    devices = [{ ...devices[0]!, revokedAt: '2026-11-23T08:00:00.000Z' }];
    await giveReason('Hilang di aula');
    await until(() => expect(told[`POST devices/${TABLET}/revoke`]).toEqual({ reason: 'Hilang di aula' }));
    await until(() => expect(wrapper.text()).toContain('Tidak dipakai lagi (1)'));
  });

  it('tells that two tablets use one identity until somebody has looked at it', async () => {
    const at = '2026-11-23T07:00:00.000Z';
    devices = [aDevice({ alarms: [{ id: ALARM, kind: 'identity-twice', at, detail: 'contact 4' }] })];
    hears(`POST devices/${TABLET}/alarms/${ALARM}`);
    await show(DevicesView);
    await until(() => expect(wrapper.text()).toContain('Dua perangkat memakai satu identitas'));
    await press('Rincian Tablet 1');
    await press('Sudah diperiksa');
    devices = [aDevice()];
    await giveReason('Tablet 4 dipulihkan dari salinan; sudah didaftarkan ulang');
    await until(() => expect(wrapper.text()).not.toContain('Dua perangkat memakai satu identitas'));
  });

  it('changes name and events of a tablet', async () => {
    hears(`POST devices/${TABLET}/activities`);
    await show(DevicesView);
    await press('Rincian Tablet 1');
    await until(() => expect(document.body.textContent).toContain('Peresmian Taman Kota'));
    await press('Ubah nama dan kegiatan');
    const label = await until(() => {
      const found = document.querySelector<HTMLInputElement>('form input[maxlength="100"]');
      if (found === null) throw new Error('No field for the name.');
      return found;
    });
    expect(label.value).toBe('Tablet 1');
    label.value = 'Tablet pintu utama';
    label.dispatchEvent(new Event('input', { bubbles: true }));
    label.form?.requestSubmit();
    await until(() =>
      expect(told[`POST devices/${TABLET}/activities`]).toEqual({
        label: 'Tablet pintu utama',
        activities: [ACTIVITY.id],
      }),
    );
  });

  it('enrols a further tablet for the events that are chosen, and none without one', async () => {
    const expiresAt = '2026-11-23T08:10:00.000Z';
    const code = { ...MARKED, code: '1-K7QM-2XRT', url: 'https://survei.test/#e=1-K7QM-2XRT', expiresAt };
    endpoint.answers['POST devices/codes'] = (body) => {
      told['code'] = body;
      return { json: code };
    };
    await show(DevicesView);
    await press('Daftarkan tablet');
    const label = await until(() => {
      const found = document.querySelector<HTMLInputElement>('#kiosk-form input[maxlength="100"]');
      if (found === null) throw new Error('No field for the name.');
      return found;
    });
    label.value = 'Tablet 2';
    label.dispatchEvent(new Event('input', { bubbles: true }));
    label.form?.requestSubmit();
    await until(() => expect(document.body.textContent).toContain('Pilih paling sedikit satu kegiatan.'));
    expect(told).toEqual({});
    wrapper.findComponent(ActivityChooser).vm.$emit('update:modelValue', [ACTIVITY.id]);
    await flushPromises();
    label.form?.requestSubmit();
    await until(() => expect(document.body.textContent).toContain('1-K7QM-2XRT'));
    expect(told['code']).toEqual({ label: 'Tablet 2', activities: [ACTIVITY.id] });
  });

  it('warns as early as the settings say', async () => {
    const oldestUnsentAt = new Date(Date.now() - 5 * 3_600_000).toISOString();
    const device = aDevice();
    devices = [{ ...device, unsent: 3, state: { ...device.state!, oldestUnsentAt } }];
    await openOffice([pulled(1, 'activity', ACTIVITY), pulled(2, 'agency', OFFICE)], 'admin');
    ({ wrapper, router } = mountInOffice(settingsBesideDevices));
    await useSession().start();
    await until(() => expect(wrapper.text()).toContain('Tablet 1'));
    const hours = await until(() => wrapper.get<HTMLInputElement>('input[inputmode="numeric"]'));
    expect(hours.element.value).toBe('24');
    expect(wrapper.text()).not.toContain('3 jawaban menunggu di tablet');
    await hours.setValue('4');
    hours.element.form?.requestSubmit();
    await until(() => expect(wrapper.text()).toContain('3 jawaban menunggu di tablet'));
  });

  it('offers a role that only reads nothing to change', async () => {
    await show(DevicesView, 'pimpinan');
    await press('Rincian Tablet 1');
    await until(() => expect(document.body.textContent).toContain('Cadangan mencakup'));
    expect(document.body.textContent).not.toContain('Cabut');
    expect(document.body.textContent).not.toContain('Daftarkan tablet');
    expect(endpoint.asked).not.toContain('GET quarantine');
  });

  it('opens the device that an address names', async () => {
    await show(DevicesView);
    await router.push({ name: 'devices', query: { perangkat: TABLET } });
    await until(() => expect(document.body.textContent).toContain('Salinan kedua'));
  });
});

describe('what was put aside', () => {
  it('is accepted with a reason, and is then no longer waiting', async () => {
    const item = anAside();
    aside = [item];
    hears(`POST quarantine/${item.id}`);
    await show(QuarantineView);
    await until(() => expect(wrapper.text()).toContain('Tabletnya sudah dicabut'));
    expect(wrapper.text()).toContain('Terima bila diisi ketika tablet masih di tangan petugas.');
    expect(wrapper.text()).not.toContain('The device was withdrawn.');
    expect(wrapper.text()).toContain('Tablet 1, nomor 41');
    await press('Terima');
    const at = '2026-11-23T08:00:00.000Z';
    const reason = 'Diambil sebelum tablet hilang';
    aside = [{ ...item, judged: { decision: 'accepted', reason, at, by: 'Administrator' } }];
    await giveReason(reason);
    await until(() => expect(told[`POST quarantine/${item.id}`]).toEqual({ decision: 'accepted', reason }));
    await until(() => expect(wrapper.text()).toContain('Tidak ada jawaban yang menunggu'));
    expect(wrapper.text()).toContain(reason);
  });

  it('cannot be accepted when there is nothing in it to count', async () => {
    aside = [anAside({ code: 'invalid-json', body: 'bukan jawaban' })];
    await show(QuarantineView);
    await until(() => expect(wrapper.text()).toContain('hanya dapat ditolak'));
    expect(() => button('Terima')).toThrow('No button "Terima"');
    expect(button('Tolak')).toBeDefined();
  });

  it('stays waiting when the endpoint cannot count it, in words', async () => {
    const item = anAside({ code: 'unknown-activity' });
    aside = [item];
    endpoint.answers[`POST quarantine/${item.id}`] = () => ({
      status: 400,
      json: {
        ...MARKED,
        problem: 'bad-request',
        detail: 'decision: cannot be counted, unknown-activity: The activity is not known.',
      },
    });
    await show(QuarantineView);
    await press('Terima');
    await giveReason('Jawaban tamu');
    await until(() =>
      expect(document.body.textContent).toContain('Belum dapat diterima. Kegiatannya tidak dikenal.'),
    );
    expect(wrapper.text()).toContain('Menunggu keputusan (1)');
  });

  it('shows the words of the endpoint where this version knows no better', async () => {
    aside = [anAside({ code: 'later-reason', detail: 'A reason of a later version.' })];
    await show(QuarantineView);
    await until(() => expect(wrapper.text()).toContain('A reason of a later version.'));
  });

  it('is not shown to a role that may not judge it', async () => {
    aside = [anAside()];
    await show(QuarantineView, 'komunikasi');
    expect(wrapper.text()).toContain('Hanya admin dan petugas protokol');
    expect(wrapper.text()).not.toContain('Tabletnya sudah dicabut');
  });
});
