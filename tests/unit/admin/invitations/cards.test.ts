import 'fake-indexeddb/auto';
import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import ActivityView from '#admin/activities/ActivityView.vue';
import InvitationCardsView from '#admin/invitations/InvitationCardsView.vue';
import { dropCards } from '#admin/invitations/made-cards.ts';
import { useSession } from '#admin/session.ts';
import type { OfficeDatabase } from '#local/office/database.ts';
import { getDocument } from '#local/office/documents.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { anActivity } from '../activities/samples.ts';
import { EndpointDouble } from '../endpoint-double.ts';
import { mountInOffice } from '../mount.ts';
import type { Mounted } from '../mount.ts';
import { closeOffice, openOffice, pulled } from '../open-office.ts';

const ACTIVITY = anActivity({ name: 'Jamuan Makan Malam' });
const CODES = `activities/${ACTIVITY.id}/codes`;
const card = (code: string) => ({ code, url: `http://survei.example/#p=${'t'.repeat(59)}.${code}` });

let endpoint: EndpointDouble;
let db: OfficeDatabase;
let mounted: Mounted[];
let counts = { issued: 12, spent: 5 };

beforeEach(() => {
  mounted = [];
  counts = { issued: 12, spent: 5 };
  // This document has no screen; the library asks only whether one is zoomed.
  vi.stubGlobal('visualViewport', null);
  endpoint = new EndpointDouble().install();
  endpoint.disconnect();
  Object.assign(endpoint.answers, {
    [`GET ${CODES}`]: () => ({ json: { marker: PROTOCOL_MARKER, ...counts } }),
    [`POST ${CODES}`]: () => ({
      json: { marker: PROTOCOL_MARKER, codes: [card('7K3M-Q9PX-00AB'), card('7K3M-Q9PX-00AC')] },
    }),
    [`POST ${CODES}/withdraw`]: () => {
      counts = { issued: counts.spent, spent: counts.spent };
      return { json: { marker: PROTOCOL_MARKER, withdrawn: 7 } };
    },
  });
});

afterEach(async () => {
  mounted.forEach(({ wrapper }) => wrapper.unmount());
  dropCards(ACTIVITY.id);
  await closeOffice();
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

async function show(view: typeof ActivityView, role: Parameters<typeof openOffice>[1] = 'protokol') {
  db = await openOffice([pulled(1, 'activity', ACTIVITY)], role);
  const one = mountInOffice(view, { id: ACTIVITY.id });
  mounted.push(one);
  await useSession().start();
  await vi.waitFor(() => expect(document.body.textContent).toContain('Kartu undangan'));
  await flushPromises();
  return one;
}

/** Buttons of dialogs stand outside of what was mounted. */
function press(name: string): void {
  const buttons = [...document.querySelectorAll('button')];
  const found = buttons.findLast(({ textContent }) => textContent?.trim() === name);
  if (found === undefined) throw new Error(`No button "${name}":\n${document.body.textContent}`);
  found.click();
}

const words = () => document.body.textContent?.replaceAll(/\s+/g, ' ') ?? '';

describe('cards for invited people', () => {
  it('are counted: valid, used, not used', async () => {
    await show(ActivityView);
    await vi.waitFor(() => expect(words()).toMatch(/Berlaku ?12 ?Terpakai ?5 ?Belum dipakai ?7/));
  });

  it('are made, and stand on a sheet with a code each to be scanned', async () => {
    const { router } = await show(ActivityView);
    press('Buat kartu');
    await vi.waitFor(() => expect(words()).toContain('Sepuluh kartu pada satu lembar A4.'));
    document.querySelector('form#cards-form')!.dispatchEvent(new Event('submit', { cancelable: true }));
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('invitation-cards'));
    expect(endpoint.asked).toContain(`POST ${CODES}`);
    const sheet = mountInOffice(InvitationCardsView, { id: ACTIVITY.id });
    mounted.push(sheet);
    await vi.waitFor(() => expect(sheet.wrapper.findAll('svg[aria-label^="Kode QR kartu"]')).toHaveLength(2));
    expect(sheet.wrapper.text()).toContain('2 kartu · 1 lembar A4');
    expect(sheet.wrapper.text()).toContain('7K3M-Q9PX-00AC');
  });

  it('that are not on this screen any more are said to be gone', async () => {
    const { wrapper } = await show(InvitationCardsView);
    await vi.waitFor(() => expect(wrapper.text()).toContain('Tidak ada kartu di layar ini'));
    expect(wrapper.text()).not.toContain('Cetak');
  });

  it('are withdrawn as far as they were not used', async () => {
    await show(ActivityView);
    await vi.waitFor(() => expect(words()).toContain('Belum dipakai'));
    press('Tarik yang belum dipakai');
    await vi.waitFor(() => expect(words()).toContain('7 kartu yang belum dipakai tidak dapat lagi'));
    press('Tarik yang belum dipakai');
    await vi.waitFor(() => expect(words()).toMatch(/Berlaku ?5 ?Terpakai ?5 ?Belum dipakai ?0/));
    expect(endpoint.asked).toContain(`POST ${CODES}/withdraw`);
  });

  it('may be the only way to rate, which is kept also without network', async () => {
    const { wrapper } = await show(ActivityView);
    endpoint.disconnect();
    const label = wrapper.findAll('label').find((one) => one.text() === 'Hanya undangan')!;
    await wrapper.get(`input[id="${label.attributes('for')}"]`).setValue(true);
    await vi.waitFor(async () => {
      const kept = await getDocument(db, 'activity', ACTIVITY.id);
      expect(kept?.body.survey.invitedOnly).toBe(true);
    });
  });

  it('are neither made nor withdrawn by those who only read', async () => {
    await show(ActivityView, 'pimpinan');
    await vi.waitFor(() => expect(words()).toContain('Terpakai'));
    expect(words()).not.toContain('Buat kartu');
    expect(words()).not.toContain('Tarik yang belum dipakai');
  });
});
