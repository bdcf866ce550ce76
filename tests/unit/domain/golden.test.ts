import { describe, expect, test } from 'vitest';
import { GOLDENS } from './golden/all.ts';
import { loadDomain } from './golden/domain.ts';

const domain = await loadDomain(new URL('../../../src/domain/', import.meta.url));

describe('worked cases', () => {
  for (const golden of GOLDENS) test(golden.name, () => expect(() => golden.check(domain)).not.toThrow());
});
