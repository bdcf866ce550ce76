import type { App } from 'vue';

/** The part of a head manager that Vuetify talks to: it hands over a function that gives the current theme's CSS. */
interface HeadEntry {
  patch(read: () => ThemeHead): void;
}
interface ThemeHead {
  readonly style: readonly { readonly textContent: string }[];
}

/**
 * Takes the theme's CSS from Vuetify and keeps it in a constructed style sheet. Left alone, Vuetify writes a `<style>`
 * element, which the content security policy (no inline styles) would block. Must run before `app.use(vuetify)`.
 */
export function adoptThemeSheet(app: App): void {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const show = (read: () => ThemeHead): void =>
    sheet.replaceSync(
      read()
        .style.map((style) => style.textContent)
        .join('\n'),
    );
  const head = {
    push(read: () => ThemeHead): HeadEntry {
      show(read);
      return { patch: show };
    },
  };
  app.provide('usehead', head);
}
