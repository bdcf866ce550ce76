/** Colours of a chart as canvas needs them, read from the theme that surrounds it. */
export interface Palette {
  readonly text: string;
  readonly quiet: string;
  readonly grid: string;
  readonly ground: string;
  readonly accent: string;
  readonly accentPale: string;
  readonly target: string;
}

/** The theme's colours at an element: `--v-theme-*` hold "r,g,b". */
export function paletteAt(element: Element): Palette {
  const styles = getComputedStyle(element);
  const colour = (name: string, opacity = 1) => {
    const parts = styles.getPropertyValue(`--v-theme-${name}`).trim() || '0,0,0';
    return `rgba(${parts},${opacity})`;
  };
  return {
    text: colour('on-surface'),
    quiet: colour('on-surface', 0.74),
    grid: colour('on-surface', 0.12),
    ground: colour('surface'),
    accent: colour('primary'),
    accentPale: colour('primary', 0.35),
    target: colour('warning'),
  };
}
