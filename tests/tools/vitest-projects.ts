import type { TestProjectInlineConfiguration } from 'vitest/config';

/** Rooms whose tests need a document; every other room is tested in plain Node. */
const roomsThatDraw = ['admin', 'pwa', 'survey', 'ui'];

/** A test without a single assertion cannot fail; it fails for that. */
const expectations = { requireAssertions: true };

const inBrowsers = { testTimeout: 120_000, hookTimeout: 180_000 };

const drawingTests = roomsThatDraw.map((room) => `tests/unit/${room}/**/*.test.ts`);

/**
 * The five groups of tests, selected with `vitest run --project <name>`. A single file may still ask for
 * another environment with a `@vitest-environment` comment.
 */
export const testProjects: TestProjectInlineConfiguration[] = [
  {
    extends: true,
    test: {
      name: 'unit',
      expect: expectations,
      environment: 'node',
      include: ['tests/unit/**/*.test.ts'],
      exclude: drawingTests,
    },
  },
  {
    extends: true,
    test: {
      name: 'screens',
      expect: expectations,
      environment: 'happy-dom',
      include: drawingTests,
      // Vuetify's modules import style sheets, which Node alone cannot load.
      server: { deps: { inline: ['vuetify'] } },
    },
  },
  {
    extends: true,
    test: {
      name: 'contract',
      expect: expectations,
      environment: 'node',
      include: ['tests/contract/**/*.test.ts'],
    },
  },
  {
    extends: true,
    test: {
      name: 'e2e',
      // A condition on a screen has as long as a person would wait; the second that vitest gives is no fault of the screen.
      expect: { ...expectations, poll: { timeout: 30_000, interval: 100 } },
      environment: 'node',
      include: ['tests/e2e/*.test.ts'],
      ...inBrowsers,
      // Two stories side by side, however many cores: each has a browser, an endpoint and a data folder of its own.
      maxWorkers: 2,
    },
  },
  {
    extends: true,
    test: {
      name: 'engines',
      expect: expectations,
      environment: 'node',
      include: ['tests/e2e/engines/*.test.ts'],
      ...inBrowsers,
      // One engine after the other: they share one virtual display.
      fileParallelism: false,
    },
  },
];
