import { element } from './element.ts';

/** Names with their values. */
export function list(rows: readonly (readonly [string, string])[]): HTMLElement {
  const pairs = rows.map(([name, value]) =>
    element('div', '', element('dt', '', name), element('dd', '', value)),
  );
  return element('dl', 'rows', ...pairs);
}
