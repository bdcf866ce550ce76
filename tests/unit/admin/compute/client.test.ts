import { mount } from '@vue/test-utils';
import { describe, expect, test } from 'vitest';
import { defineComponent, h, shallowRef } from 'vue';
import { FigureClient } from '#admin/compute/client.ts';
import type { FigurePort } from '#admin/compute/client.ts';
import type { FromWorker, ToWorker } from '#admin/compute/messages.ts';
import { FIGURES, useFigure } from '#admin/compute/use-figure.ts';
import type { LiveFigure } from '#admin/compute/use-figure.ts';
import { regularPeriod } from '#domain/period.ts';
import type { OverviewAnswer } from '#admin/compute/overview-figures.ts';

/** A worker whose answers the test decides. */
class Port implements FigurePort {
  readonly posted: ToWorker[] = [];
  tell: (message: FromWorker) => void = () => undefined;
  fail: (message: string) => void = () => undefined;
  readonly post = (message: ToWorker): void => void this.posted.push(message);
  readonly onMessage = (receive: (message: FromWorker) => void): void => void (this.tell = receive);
  readonly onError = (receive: (message: string) => void): void => void (this.fail = receive);

  get asked(): number[] {
    return this.posted.flatMap((message) => (message.kind === 'ask' ? [message.id] : []));
  }
}

const question = (month: number) =>
  ({
    kind: 'overview',
    period: regularPeriod('month', 2026, month),
    asOf: '2026-12-31T00:00:00.000Z',
  }) as const;

describe('the client of the figures', () => {
  test('opens the copy of its agency, and hands each answer to whoever asked for it', async () => {
    const port = new Port();
    const client = new FigureClient(port, 'the agency');
    const [first, second] = [client.ask(question(1)), client.ask(question(2))];
    port.tell({ kind: 'answer', id: 2, answer: 'of February' });
    port.tell({ kind: 'answer', id: 1, answer: 'of January' });
    expect(await first).toBe('of January');
    expect(await second).toBe('of February');
    expect(port.posted[0]).toEqual({ kind: 'open', agency: 'the agency' });
  });

  test('tells how far a long question is, and why one failed', async () => {
    const port = new Port();
    const told: number[] = [];
    const asked = new FigureClient(port, 'a').ask(question(1), { progress: (done) => told.push(done) });
    port.tell({ kind: 'progress', id: 1, done: 0.5 });
    port.tell({ kind: 'failed', id: 1, message: 'out of memory' });
    await expect(asked).rejects.toThrow('out of memory');
    expect(told).toEqual([0.5]);
  });

  test('a question that is given up is told to the worker; a late answer to it is nobody’s', async () => {
    const port = new Port();
    const client = new FigureClient(port, 'a');
    const controller = new AbortController();
    const asked = client.ask(question(1), { signal: controller.signal });
    controller.abort(new Error('another period'));
    await expect(asked).rejects.toThrow('another period');
    port.tell({ kind: 'answer', id: 1, answer: 'too late' });
    expect(port.posted.at(-1)).toEqual({ kind: 'give-up', id: 1 });
    await expect(client.ask(question(1), { signal: controller.signal })).rejects.toThrow('another period');
    expect(port.asked).toEqual([1]);
  });

  test('counts, becomes ready, and rises with each change; a later count does not hide the figures', () => {
    const port = new Port();
    const { state } = new FigureClient(port, 'a');
    port.tell({ kind: 'counting', done: 3, total: 100 });
    expect(state.value).toEqual({ phase: 'counting', done: 3, total: 100 });
    port.tell({ kind: 'ready' });
    port.tell({ kind: 'counting', done: 1, total: 2 });
    expect(state.value).toEqual({ phase: 'ready', revision: 1 });
    port.tell({ kind: 'ready' });
    expect(state.value).toEqual({ phase: 'ready', revision: 2 });
  });

  test('a worker that breaks leaves nobody waiting', async () => {
    const port = new Port();
    const client = new FigureClient(port, 'a');
    const asked = client.ask(question(1));
    port.fail('the script could not be loaded');
    await expect(asked).rejects.toThrow('could not be loaded');
    expect(client.state.value).toEqual({ phase: 'broken', message: 'the script could not be loaded' });
  });
});

describe('a figure on a screen', () => {
  function screen() {
    const port = new Port();
    const client = new FigureClient(port, 'a');
    const month = shallowRef<number | null>(1);
    let live!: LiveFigure<OverviewAnswer>;
    const component = defineComponent({
      setup() {
        live = useFigure(() => (month.value === null ? null : question(month.value)));
        return () => h('p', String(live.answer.value));
      },
    });
    const wrapper = mount(component, { global: { provide: { [FIGURES as symbol]: client } } });
    const settle = () => new Promise((resolve) => setTimeout(resolve));
    return { port, month, live, wrapper, settle };
  }

  test('is asked for when the data are counted, and again whenever they change', async () => {
    const { port, settle } = screen();
    await settle();
    expect(port.asked).toEqual([]);
    port.tell({ kind: 'ready' });
    await settle();
    port.tell({ kind: 'ready' });
    await settle();
    expect(port.asked).toEqual([1, 2]);
  });

  test('the latest question wins, and the old figure stays until its answer is there', async () => {
    const { port, month, live, wrapper, settle } = screen();
    port.tell({ kind: 'ready' });
    await settle();
    port.tell({ kind: 'answer', id: 1, answer: 'January' });
    await settle();
    month.value = 2;
    await settle();
    month.value = 3;
    await settle();
    expect(wrapper.text()).toBe('January');
    expect(live.pending.value).toBe(true);
    port.tell({ kind: 'answer', id: 2, answer: 'February' });
    port.tell({ kind: 'answer', id: 3, answer: 'March' });
    await settle();
    expect(wrapper.text()).toBe('March');
    expect(live.pending.value).toBe(false);
    expect(port.posted).toContainEqual({ kind: 'give-up', id: 2 });
  });

  test('says why there is none, and recovers with the next answer', async () => {
    const { port, month, live, settle } = screen();
    port.tell({ kind: 'ready' });
    await settle();
    port.tell({ kind: 'failed', id: 1, message: 'no such period' });
    await settle();
    expect(live.problem.value?.message).toBe('no such period');
    month.value = 2;
    await settle();
    port.tell({ kind: 'answer', id: 2, answer: 'February' });
    await settle();
    expect(live.problem.value).toBeNull();
  });

  test('asks nothing without a question, and gives up when the screen is left', async () => {
    const { port, month, wrapper, settle } = screen();
    month.value = null;
    port.tell({ kind: 'ready' });
    await settle();
    expect(port.asked).toEqual([]);
    month.value = 4;
    await settle();
    wrapper.unmount();
    await settle();
    expect(port.posted.at(-1)).toEqual({ kind: 'give-up', id: 1 });
  });
});
