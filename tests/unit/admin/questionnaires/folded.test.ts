import { afterEach, describe, expect, it } from 'vitest';
import { h, ref } from 'vue';
import type { Component } from 'vue';
import type { ContentDraft } from '#admin/questionnaires/content-draft.ts';
import ProfileList from '#admin/questionnaires/ProfileList.vue';
import QuestionList from '#admin/questionnaires/QuestionList.vue';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';
import { mountInOffice } from '../mount.ts';
import type { Mounted } from '../mount.ts';

let mounted: Mounted | null = null;
afterEach(() => {
  mounted?.wrapper.unmount();
  mounted = null;
});

function show(list: Component) {
  const content = ref(structuredClone(DEFAULT_QUESTIONNAIRE) as ContentDraft);
  mounted = mountInOffice({ render: () => h(list, { modelValue: content.value }) });
  const { wrapper } = mounted;
  const toggles = () => wrapper.findAll('button[aria-expanded]');
  return { content, wrapper, toggles, fields: () => wrapper.findAll('input[type="text"]').length };
}

describe.each([
  ['questions', QuestionList],
  ['profile', ProfileList],
] as const)('the %s of a questionnaire in its form', (part, list) => {
  it('are listed in their own words, and have fields only once they are opened', async () => {
    const { content, wrapper, toggles, fields } = show(list);
    expect(toggles()).toHaveLength(content.value[part].length);
    expect(fields()).toBe(0);
    await toggles()[0]!.trigger('click');
    expect(toggles()[0]!.attributes('aria-expanded')).toBe('true');
    const some = fields();
    expect(some).toBeGreaterThan(3);
    await wrapper.findAll('input[type="text"]')[1]!.setValue('Changed');
    expect(JSON.stringify(content.value[part])).toContain('Changed');
    await toggles()[1]!.trigger('click');
    expect(fields()).toBeGreaterThan(some);
  });

  it('stay open when they are moved, and open by themselves when they are new', async () => {
    const { content, wrapper, toggles } = show(list);
    await toggles()[0]!.trigger('click');
    await wrapper.find('button[aria-label^="Turunkan"]').trigger('click');
    expect(
      toggles()
        .map((toggle) => toggle.attributes('aria-expanded'))
        .slice(0, 2),
    ).toEqual(['false', 'true']);
    const before = content.value[part].length;
    await wrapper.findAll('button').at(-1)!.trigger('click');
    expect(content.value[part]).toHaveLength(before + 1);
    expect(toggles().at(-1)!.attributes('aria-expanded')).toBe('true');
  });
});
