import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VueWrapper } from '@vue/test-utils';
import { defineComponent, h, nextTick } from 'vue';
import { VDialog } from 'vuetify/components/VDialog';
import { VTextField } from 'vuetify/components/VTextField';
import SheetDialog from '#admin/pieces/SheetDialog.vue';
import { mountInOffice } from '../mount.ts';

const Form = defineComponent({
  render: () =>
    h(SheetDialog, { modelValue: true, title: 'Ubah' }, () => [
      h(VTextField, { 'data-first': '', name: 'nama' }),
      h(VTextField, { name: 'tempat' }),
    ]),
});

let wrapper: VueWrapper;

beforeEach(async () => {
  // Where the library asks how much of the page is in view; this window has none.
  vi.stubGlobal('visualViewport', new EventTarget());
  wrapper = mountInOffice(Form).wrapper;
  await nextTick();
});

afterEach(() => {
  wrapper.unmount();
  vi.unstubAllGlobals();
});

const field = (name: string) => document.querySelector<HTMLInputElement>(`input[name="${name}"]`);
const focused = () => document.activeElement?.getAttribute('name') ?? null;
const opens = () => wrapper.getComponent(VDialog).vm.$emit('afterEnter');

describe('a dialog that has just opened', () => {
  it('begins in its first field', () => {
    expect(focused()).not.toBe('nama');
    opens();
    expect(focused()).toBe('nama');
  });

  it('leaves a person where she has gone meanwhile, so that nothing she types goes into another field', () => {
    field('tempat')?.focus();
    opens();
    expect(focused()).toBe('tempat');
  });
});
