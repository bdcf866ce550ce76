import 'vuetify/styles/core';
import 'vuetify/styles/utilities';
import './office.css';
import { createVuetify } from 'vuetify';
import { aliases, mdi } from 'vuetify/iconsets/mdi-svg';
import { en, id } from 'vuetify/locale';
import { dark, light } from './theme.ts';

const field = { variant: 'outlined', density: 'comfortable', color: 'primary', hideDetails: 'auto' } as const;

/** Components come in by the build (only those that templates name); here are only looks and words. */
export function createOfficeVuetify() {
  return createVuetify({
    theme: { defaultTheme: 'system', themes: { light, dark } },
    icons: { defaultSet: 'mdi', aliases, sets: { mdi } },
    locale: { locale: 'id', fallback: 'en', messages: { id, en } },
    display: { mobileBreakpoint: 'md' },
    defaults: {
      global: { ripple: false },
      VAlert: { variant: 'tonal', density: 'comfortable', border: 'start' },
      VAutocomplete: field,
      VBtn: { variant: 'flat', rounded: 'md' },
      VCard: { flat: true, border: true, rounded: 'lg' },
      VCheckbox: { color: 'primary', density: 'comfortable', hideDetails: 'auto' },
      VChip: { size: 'small', variant: 'tonal', rounded: 'md' },
      VCombobox: field,
      VDialog: { scrollable: true, maxWidth: 720 },
      VFileInput: field,
      VNumberInput: { ...field, controlVariant: 'hidden' },
      VRadioGroup: { color: 'primary', density: 'comfortable', hideDetails: 'auto' },
      VSelect: field,
      VSwitch: { color: 'primary', density: 'comfortable', hideDetails: 'auto', inset: true },
      VTextField: field,
      VTextarea: { ...field, autoGrow: true, rows: 2 },
      VTooltip: { location: 'bottom', openDelay: 400 },
    },
  });
}
