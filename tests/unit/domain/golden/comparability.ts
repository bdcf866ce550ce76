import assert from 'node:assert/strict';
import type { Golden } from './domain.ts';

const FIRST = { id: 'q', version: 1, elements: ['a', 'b'] };
const REORDERED = { id: 'q', version: 2, elements: ['b', 'a'] };
const LONGER = { id: 'r', version: 1, elements: ['c', 'b', 'a', 'd'] };
const STRANGER = { id: 's', version: 1, elements: ['x'] };
const OVERLAPPING = { id: 't', version: 1, elements: ['d', 'x'] };
const named = (...versions: { id: string; version: number }[]) =>
  versions.map(({ id, version }) => ({ id, version }));

/** Which versions may be declared comparable, and which answers a declaration puts together. */
export const comparabilityGoldens: readonly Golden[] = [
  {
    name: 'versions are comparable over the elements that all of them ask',
    check: ({ comparability: { checkComparability } }) => {
      assert.deepEqual(checkComparability([FIRST, LONGER]), {
        kind: 'possible',
        elements: ['a', 'b'],
        leftOut: ['c', 'd'],
      });
      assert.equal(checkComparability([]).kind, 'too-few');
      assert.equal(checkComparability([FIRST]).kind, 'too-few');
      assert.equal(checkComparability([FIRST, REORDERED]).kind, 'same-elements');
      assert.equal(checkComparability([FIRST, STRANGER]).kind, 'nothing-in-common');
      assert.equal(checkComparability([FIRST, LONGER, STRANGER]).kind, 'nothing-in-common');
    },
  },
  {
    name: 'a declaration holds for every version that asks what a named one asks, and each version has one only',
    check: ({ comparability: { comparableGroups, elementsKey } }) => {
      const known = [FIRST, REORDERED, LONGER, STRANGER, OVERLAPPING];
      const declaration = { versions: named(FIRST, LONGER), elements: ['a', 'b'] };
      const [group, ...more] = comparableGroups([declaration], known);
      assert.deepEqual(more, []);
      assert.deepEqual(group?.covered, new Set([elementsKey(['a', 'b']), elementsKey(LONGER.elements)]));
      const second = { versions: named(LONGER, OVERLAPPING), elements: ['d'] };
      assert.equal(comparableGroups([declaration, second], known).length, 1);
      assert.equal(comparableGroups([second, declaration], known)[0]?.declaration, second);
      const same = { versions: named(FIRST, REORDERED), elements: ['a'] };
      assert.deepEqual(comparableGroups([same], known), []);
      const unasked = { versions: named(FIRST, LONGER), elements: ['c'] };
      assert.deepEqual(comparableGroups([unasked], known), []);
    },
  },
  {
    name: 'answers are put together only when there are others to put them to, or nothing changes for them',
    check: ({ comparability: { comparableGroups, elementsKey, groupOf } }) => {
      const [short, long, strange] = [FIRST, LONGER, STRANGER].map(({ elements }) => elementsKey(elements));
      const declaration = { versions: named(FIRST, LONGER), elements: ['a', 'b'] };
      const groups = comparableGroups([declaration], [FIRST, LONGER, STRANGER]);
      const found = (key: string, ...present: string[]) => groupOf(groups, key, present)?.declaration ?? null;
      assert.equal(found(long!, short!, long!), declaration);
      assert.equal(found(short!, short!, long!), declaration);
      assert.equal(found(long!, long!), null);
      assert.equal(found(long!, long!, strange!), null);
      assert.equal(found(short!, short!), declaration);
      assert.equal(found(strange!, short!, long!, strange!), null);
    },
  },
];
