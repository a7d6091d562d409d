import { defineConfig } from 'vitest/config';

const report = process.env.PATCHBAY_TEST_REPORT;

export default defineConfig({
  test: {
    // The longest tests mostly wait for what hubs and workers do in their own time: three keep two processors busy.
    maxWorkers: 3,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,examples}/*/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', 'packages/hub/**'],
          setupFiles: 'scripts/draw-cases.ts',
          testTimeout: 10_000,
        },
      },
      {
        test: {
          name: 'hub',
          include: ['packages/hub/src/**/*.test.ts'],
          setupFiles: 'scripts/draw-cases.ts',
          globalSetup: 'packages/hub/src/database/testing/global-setup.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A busy machine shows late what it shows in the end: a story waits for it.
          expect: { poll: { timeout: 20_000 } },
          globalSetup: 'e2e/browser-setup.ts',
          // Whole stories kill hubs and wait: they come last.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
