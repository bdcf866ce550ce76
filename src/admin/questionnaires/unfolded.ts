import { reactive } from 'vue';

/** Which entries of a list are open, by key: moving an entry keeps it open. */
export function useUnfolded() {
  const opened = reactive(new Set<string>());
  const unfold = (key: string, open: boolean): void => {
    if (open) opened.add(key);
    else opened.delete(key);
  };
  return { opened, unfold };
}
