import type { ThemeDefinition } from 'vuetify';

/**
 * Colours of the office, one deep green as accent. Every pair of a colour and its `on-` colour, and every colour used
 * for text on background and surface, keeps a contrast of at least 4.5:1 (checked by the end-to-end tests with axe).
 */
export const light: ThemeDefinition = {
  dark: false,
  colors: {
    background: '#f5f7f5',
    'on-background': '#17211b',
    surface: '#ffffff',
    'on-surface': '#17211b',
    'surface-bright': '#ffffff',
    'surface-light': '#ebf0ec',
    'on-surface-light': '#17211b',
    'surface-variant': '#2f3b34',
    'on-surface-variant': '#eef3ef',
    primary: '#14573a',
    'on-primary': '#ffffff',
    secondary: '#47604f',
    'on-secondary': '#ffffff',
    error: '#b3261e',
    'on-error': '#ffffff',
    warning: '#835400',
    'on-warning': '#ffffff',
    info: '#1f5a85',
    'on-info': '#ffffff',
    success: '#1b6b3f',
    'on-success': '#ffffff',
  },
  variables: {
    'border-color': '#17211b',
    'border-opacity': 0.14,
    'high-emphasis-opacity': 0.95,
    'medium-emphasis-opacity': 0.74,
    'disabled-opacity': 0.5,
  },
};

export const dark: ThemeDefinition = {
  dark: true,
  colors: {
    background: '#0f1512',
    'on-background': '#e3ebe6',
    surface: '#171f1a',
    'on-surface': '#e3ebe6',
    'surface-bright': '#222c26',
    'surface-light': '#222c26',
    'on-surface-light': '#e3ebe6',
    'surface-variant': '#d5dfd9',
    'on-surface-variant': '#17211b',
    primary: '#83d3a8',
    'on-primary': '#04301b',
    secondary: '#b1ccbb',
    'on-secondary': '#1d3528',
    error: '#ffb4ab',
    'on-error': '#5c0e08',
    warning: '#f1c15a',
    'on-warning': '#3d2a00',
    info: '#9fcaf0',
    'on-info': '#06324f',
    success: '#8ad7a6',
    'on-success': '#04301b',
  },
  variables: {
    'border-color': '#e3ebe6',
    'border-opacity': 0.16,
    'high-emphasis-opacity': 1,
    'medium-emphasis-opacity': 0.76,
    'disabled-opacity': 0.5,
  },
};
