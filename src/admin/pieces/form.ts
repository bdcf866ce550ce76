import { nextTick, shallowRef, useTemplateRef } from 'vue';
import type { ShallowRef } from 'vue';

/** What a rule of the library answers: `true`, or the sentence to show under the field. */
export type RuleAnswer = true | string;
export type Rule<T = string> = (value: T) => RuleAnswer;

interface FormHandle {
  validate(): Promise<{ valid: boolean; errors: { id: string | number }[] }>;
}

/**
 * For the form with `ref="form"`: its rules are checked before anything is done; the first field with a problem gets the
 * focus. Nobody is told off while still typing: rules speak up at the first attempt to submit, from then on at once.
 */
export function useForm(): {
  readonly isValid: () => Promise<boolean>;
  readonly validateOn: Readonly<ShallowRef<'submit' | 'input'>>;
} {
  const form = useTemplateRef<FormHandle>('form');
  const validateOn = shallowRef<'submit' | 'input'>('submit');

  async function isValid(): Promise<boolean> {
    const result = await form.value?.validate();
    if (result === undefined || result.valid) return true;
    validateOn.value = 'input';
    await nextTick();
    focusField(String(result.errors[0]?.id));
    return false;
  }

  return { isValid, validateOn };
}

/** The library names a field by its name when it has one, else by its id. */
function focusField(handle: string): void {
  const escaped = CSS.escape(handle);
  document.querySelector<HTMLElement>(`[name="${escaped}"], [id="${escaped}"]`)?.focus();
}

/** The rule "must be filled in"; spaces alone do not fill it. */
export function filled(message: string): Rule<string | null> {
  return (value) => (value ?? '').trim() !== '' || message;
}
