import { StoreUnavailable } from './store-problem.ts';

/** How long a browser may take to open a store before it is asked again. */
export const OPEN_MS = 3_000;
/** The same while an older store is brought to the form of this build. */
export const UPGRADE_MS = 60_000;

/** What `work` gives; throws StoreUnavailable (`no-answer`) when it has given nothing after `ms` milliseconds. */
export function within<R>(ms: number, work: PromiseLike<R>, name: string): Promise<R> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new StoreUnavailable(name, 'no-answer')), ms);
    Promise.resolve(work)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
