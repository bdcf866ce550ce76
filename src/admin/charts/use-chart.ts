import type { ChartConfiguration, ChartType } from 'chart.js';
import { nextTick, onBeforeUnmount, onMounted, watch } from 'vue';
import type { Ref } from 'vue';
import { useTheme } from 'vuetify';
import { paletteAt } from './palette.ts';
import type { Palette } from './palette.ts';
import { Chart } from './registered.ts';

/** Draws on a canvas and draws anew when what is shown or the colours of the office change. */
export function useChart<T extends ChartType>(
  canvas: Readonly<Ref<HTMLCanvasElement | null>>,
  configure: (palette: Palette) => ChartConfiguration<T>,
): void {
  const theme = useTheme();
  let chart: Chart | null = null;

  function draw(): void {
    if (canvas.value === null) return;
    const { type, data, options } = configure(paletteAt(canvas.value)) as ChartConfiguration;
    if (chart === null) {
      chart = new Chart(canvas.value, { type, data, options: { ...options } });
      return;
    }
    chart.data = data;
    if (options) chart.options = options;
    chart.update('none');
  }

  onMounted(draw);
  /** The colours are read from the page, so its classes must have changed first. */
  watch(
    () => theme.current.value,
    () => void nextTick(draw),
  );
  watch(() => configure(NO_COLOURS), draw);
  onBeforeUnmount(() => chart?.destroy());
}

/** Stands for colours where only the data matter. */
const NO_COLOURS: Palette = {
  text: '',
  quiet: '',
  grid: '',
  ground: '',
  accent: '',
  accentPale: '',
  target: '',
};
