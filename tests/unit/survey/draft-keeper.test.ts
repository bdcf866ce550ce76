import { describe, expect, it } from 'vitest';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';
import { DraftKeeper } from '#survey/draft-keeper.ts';
import type { Engine } from '#survey/engine.ts';
import { emptyForm, forward, withAnswer, withComment } from '#survey/form.ts';
import { aContext, aDraft, readyWith } from './scene.ts';

const FORM = emptyForm(DEFAULT_QUESTIONNAIRE);

function keeperWith(engine: Engine | Promise<Engine>) {
  const clock = { now: 1_000 };
  const keeper = new DraftKeeper({
    engine: async () => engine,
    context: async () => aContext(),
    now: () => clock.now,
  });
  return { keeper, clock };
}

describe('the draft behind the screens', () => {
  it('is written after each step, in order, with the step it has reached', async () => {
    const engine = readyWith(aContext());
    const { keeper } = keeperWith(engine);
    keeper.begin('id');
    keeper.save(withAnswer(FORM, 'persyaratan', 4), 'id');
    keeper.save(forward(withAnswer(FORM, 'persyaratan', 4)), 'en');
    await keeper.settled();
    expect(engine.log).toEqual(['start', 'save persyaratan', 'save prosedur']);
    expect(engine.draft).toMatchObject({ answers: { persyaratan: 4 }, language: 'en' });
  });

  it('waits for a store that is still loading, and loses nothing', async () => {
    const engine = readyWith(aContext());
    let arrive: (engine: Engine) => void = () => undefined;
    const { keeper } = keeperWith(new Promise<Engine>((resolve) => (arrive = resolve)));
    keeper.begin('id');
    keeper.save(withAnswer(FORM, 'persyaratan', 1), 'id');
    expect(engine.log).toEqual([]);
    arrive(engine);
    await keeper.settled();
    expect(engine.draft?.answers).toEqual({ persyaratan: 1 });
  });

  it('counts the time from before the program was loaded, and of earlier visits', async () => {
    const { keeper, clock } = keeperWith(readyWith(aContext()));
    keeper.begin('id', 200);
    clock.now = 5_200;
    expect(keeper.elapsedMs()).toBe(5_000);
    keeper.resume(aDraft({ elapsedMs: 30_000 }));
    clock.now += 1_000;
    expect(keeper.elapsedMs()).toBe(31_000);
  });

  it('is complete for sending even when the last write failed', async () => {
    const engine = readyWith(aContext());
    engine.saveDraft = () => Promise.reject(new Error('the store is gone'));
    const { keeper } = keeperWith(engine);
    keeper.begin('id');
    keeper.save(FORM, 'id');
    const draft = await keeper.complete(withComment(FORM, 'Baik'), 'id');
    expect(draft).toMatchObject({ comment: 'Baik', responseId: aDraft().responseId });
  });

  it('cannot be sent when it could not even be started, and can once the store is back', async () => {
    const engine = readyWith(aContext());
    const start = engine.startDraft.bind(engine);
    engine.startDraft = () => Promise.reject(new Error('the store is gone'));
    const { keeper } = keeperWith(engine);
    keeper.begin('id');
    await expect(keeper.complete(FORM, 'id')).rejects.toThrow('the store is gone');
    engine.startDraft = start;
    expect(await keeper.complete(FORM, 'id')).toMatchObject({ contextId: 'link:1' });
  });

  it('belongs to nobody before somebody begins', async () => {
    const engine = readyWith(aContext());
    const { keeper } = keeperWith(engine);
    keeper.save(FORM, 'id');
    await keeper.settled();
    expect(engine.log).toEqual([]);
    expect(keeper.elapsedMs()).toBe(0);
    await expect(keeper.complete(FORM, 'id')).rejects.toThrow(/Nobody has begun/);
  });
});

describe('one person after another', () => {
  it('never writes what the last one filled in into the draft of the next', async () => {
    const engine = readyWith(aContext());
    const { keeper } = keeperWith(engine);
    keeper.begin('id');
    keeper.save(withComment(FORM, 'Rahasia orang pertama'), 'id');
    keeper.abandon();
    keeper.begin('id');
    await keeper.settled();
    expect(engine.log).toEqual(['abandoned', 'start']);
    expect(engine.draft?.comment).toBe('');
  });

  it('counts who gave up, once', async () => {
    const engine = readyWith(aContext());
    const { keeper } = keeperWith(engine);
    keeper.begin('id');
    await keeper.settled();
    keeper.abandon();
    keeper.abandon();
    await keeper.settled();
    expect(engine.log).toEqual(['start', 'abandoned']);
  });

  it('does not count a start that led nowhere', async () => {
    const engine = readyWith(aContext());
    const { keeper } = keeperWith(engine);
    keeper.begin('id');
    keeper.forget();
    await keeper.settled();
    expect(engine.log).toEqual([]);
  });
});
