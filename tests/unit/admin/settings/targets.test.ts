import { describe, expect, it } from 'vitest';
import { readDecimal, shownDecimal } from '#admin/settings/decimal-entry.ts';
import { targetDraft, targetFields } from '#admin/settings/target-draft.ts';

describe('a target as a person types it', () => {
  it.each([
    ['82,50', '82.50'],
    ['82.5', '82.5'],
    ['80', '80'],
    ['0', '0'],
    ['', null],
    ['  ', null],
  ])('"%s" is stored as %j', (typed, text) => {
    const entry = readDecimal(typed);
    expect(entry.kind).toBe('value');
    expect(entry.kind === 'value' && (entry.text === null ? null : Number(entry.text))).toBe(
      text === null ? null : Number(text),
    );
  });

  it.each([['-1'], ['82,5555'], ['delapan'], ['82,5 %']])('"%s" is wrong', (typed) => {
    expect(readDecimal(typed)).toEqual({ kind: 'wrong' });
  });

  it('asks about a thousands separator rather than guess', () => {
    expect(readDecimal('1.250')).toEqual({ kind: 'ambiguous' });
  });

  it('stands in the field as the language writes it', () => {
    expect(shownDecimal('82.50', 'id')).toBe('82,50');
    expect(shownDecimal('82.50', 'en')).toBe('82.50');
    expect(shownDecimal(null, 'id')).toBe('');
  });
});

describe('the targets of a year in their form', () => {
  it('come out as they went in', () => {
    const target = {
      id: 'iku1-2026',
      indicator: 'iku1' as const,
      year: 2026,
      target: '70',
      quarters: ['60', null, '68.5', '70'] as [string, null, string, string],
      quarterMode: 'cumulative' as const,
    };
    const { target: annual, quarters, quarterMode } = target;
    expect(targetFields(targetDraft(target, 'id'))).toEqual({ target: annual, quarters, quarterMode });
  });

  it('begin empty and single, so that nothing is added up that nobody asked for', () => {
    const draft = targetDraft(null, 'id');
    expect(draft).toEqual({ annual: '', quarters: ['', '', '', ''], mode: 'single' });
    expect(targetFields(draft)).toEqual({
      target: null,
      quarters: [null, null, null, null],
      quarterMode: 'single',
    });
  });

  it('are not stored while one number is wrong', () => {
    expect(targetFields({ annual: '80', quarters: ['', 'x', '', ''], mode: 'single' })).toBeNull();
  });
});
