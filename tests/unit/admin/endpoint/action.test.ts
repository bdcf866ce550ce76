import { afterEach, describe, expect, it, vi } from 'vitest';
import { useAction } from '#admin/endpoint/action.ts';
import { fetchAccounts } from '#admin/endpoint/account-calls.ts';
import { texts } from '#admin/endpoint/texts.ts';
import { PROBLEMS } from '#protocol/problem.ts';
import { TransportProblem } from '#sync/transport-problem.ts';
import { EndpointDouble } from '../endpoint-double.ts';

afterEach(() => vi.unstubAllGlobals());

describe('something a person starts that talks to the endpoint', () => {
  it('runs once at a time', async () => {
    let finish = (): void => undefined;
    const work = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const { run, busy } = useAction(work);
    const first = run();
    expect(busy.value).toBe(true);
    expect(await run()).toBe(false);
    finish();
    expect(await first).toBe(true);
    expect(busy.value).toBe(false);
    expect(work).toHaveBeenCalledOnce();
  });

  it('keeps its problem for the screen until the next try', async () => {
    const problem = new TransportProblem('busy', 'retry');
    const work = vi.fn().mockRejectedValueOnce(problem).mockResolvedValueOnce(undefined);
    const action = useAction(work);
    expect(await action.run()).toBe(false);
    expect(action.problem.value).toBe(problem);
    expect(await action.run()).toBe(true);
    expect(action.problem.value).toBeNull();
  });

  it('does not hide a mistake of the program', async () => {
    const { run, busy } = useAction(() => Promise.reject(new RangeError('mistake')));
    await expect(run()).rejects.toThrow('mistake');
    expect(busy.value).toBe(false);
  });
});

describe('a refusal of the endpoint', () => {
  it('arrives with its code and how long to wait', async () => {
    new EndpointDouble().install().refuse('GET accounts', 429, 'too-many-attempts', 30);
    await expect(fetchAccounts()).rejects.toMatchObject({ code: 'too-many-attempts', retryAfterMs: 30_000 });
  });

  it('that does not come from our endpoint is told apart', async () => {
    vi.stubGlobal('fetch', async () => new Response('<html>Masuk ke Wi-Fi</html>'));
    await expect(fetchAccounts()).rejects.toMatchObject({ code: 'not-ours' });
  });

  it('has a sentence in both languages for every code of the catalogue', () => {
    for (const code of Object.keys(PROBLEMS) as (keyof typeof PROBLEMS)[]) {
      expect(texts.id[code]).toMatch(/\.$/);
      expect(texts.en[code]).toMatch(/\.$/);
    }
  });
});
