import { afterEach, describe, expect, it, vi } from 'vitest';
import type { VueWrapper } from '@vue/test-utils';
import DateField from '#admin/pieces/DateField.vue';
import DayChooser from '#admin/pieces/DayChooser.vue';
import PeriodPicker from '#admin/pieces/PeriodPicker.vue';
import TimeField from '#admin/pieces/TimeField.vue';
import { regularPeriod } from '#domain/period.ts';
import { mountInOffice } from '../mount.ts';

let wrapper: VueWrapper;

afterEach(() => wrapper.unmount());

function show(component: Parameters<typeof mountInOffice>[0], props: Record<string, unknown>): void {
  wrapper = mountInOffice(component, props).wrapper;
}

const input = () => wrapper.get('input');

describe('the field for a date', () => {
  it('shows the date day first and gives back what is typed as a date', async () => {
    const changed = vi.fn();
    show(DateField, { label: 'Tanggal', modelValue: '2026-03-12', 'onUpdate:modelValue': changed });
    expect(input().element.value).toBe('12/03/2026');
    await input().setValue('5 April 2026');
    expect(changed).toHaveBeenLastCalledWith('2026-04-05');
  });

  it('gives back what is no date as it stands, so that the rule can say so', async () => {
    const changed = vi.fn();
    show(DateField, { label: 'Tanggal', modelValue: '', 'onUpdate:modelValue': changed });
    await input().setValue('besok');
    expect(changed).toHaveBeenLastCalledWith('besok');
    await input().setValue(' ');
    expect(changed).toHaveBeenLastCalledWith('');
  });
});

describe('the field for a time', () => {
  it('takes a time typed without its separator', async () => {
    const changed = vi.fn();
    show(TimeField, { label: 'Mulai', modelValue: '', 'onUpdate:modelValue': changed });
    await input().setValue('0830');
    expect(changed).toHaveBeenLastCalledWith('08:30');
  });

  it('shows a time the Indonesian way', () => {
    show(TimeField, { label: 'Mulai', modelValue: '08:30' });
    expect(input().element.value).toBe('08.30');
  });
});

describe('the month to choose a day from', () => {
  it('gives the day that is clicked', async () => {
    const chosen = vi.fn();
    show(DayChooser, { label: 'Tanggal', date: '2026-03-12', today: '2026-03-01', onChoose: chosen });
    expect(wrapper.text()).toContain('Maret 2026');
    await wrapper.get('[data-date="2026-03-17"]').trigger('click');
    expect(chosen).toHaveBeenCalledExactlyOnceWith('2026-03-17');
  });

  it('is walked with arrow keys, into the next month too, and only one day is in the tab order', async () => {
    show(DayChooser, { label: 'Tanggal', date: '2026-03-30', today: '2026-03-01' });
    await wrapper.get('[data-date="2026-03-30"]').trigger('keydown', { key: 'ArrowDown' });
    expect(wrapper.text()).toContain('April 2026');
    expect(wrapper.findAll('button.day[tabindex="0"]').map((day) => day.attributes('data-date'))).toEqual([
      '2026-04-06',
    ]);
    await wrapper.get('[data-date="2026-04-06"]').trigger('keydown', { key: 'ArrowLeft' });
    expect(wrapper.get('button.day[tabindex="0"]').attributes('data-date')).toBe('2026-04-05');
  });

  it('begins at today when no date is set yet', () => {
    show(DayChooser, { label: 'Tanggal', date: '', today: '2026-03-01' });
    expect(wrapper.get('button.day[tabindex="0"]').attributes('data-date')).toBe('2026-03-01');
  });
});

describe('the choice of a period', () => {
  it('steps to the neighbours of its kind, over the turn of the year', async () => {
    const changed = vi.fn();
    show(PeriodPicker, { modelValue: regularPeriod('quarter', 2026, 4), 'onUpdate:modelValue': changed });
    expect(wrapper.text()).toContain('Triwulan IV 2026');
    await wrapper.get('[aria-label="Periode berikutnya"]').trigger('click');
    expect(changed).toHaveBeenLastCalledWith({ kind: 'quarter', year: 2027, quarter: 1 });
    await wrapper.get('[aria-label="Periode sebelumnya"]').trigger('click');
    expect(changed).toHaveBeenLastCalledWith({ kind: 'quarter', year: 2026, quarter: 3 });
  });

  it('moves a free range by its own length', async () => {
    const changed = vi.fn();
    show(PeriodPicker, {
      modelValue: { kind: 'range', from: '2026-03-01', to: '2026-03-10' },
      'onUpdate:modelValue': changed,
    });
    await wrapper.get('[aria-label="Periode berikutnya"]').trigger('click');
    expect(changed).toHaveBeenLastCalledWith({ kind: 'range', from: '2026-03-11', to: '2026-03-20' });
  });
});
