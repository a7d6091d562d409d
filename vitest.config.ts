import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/longest-first.ts';

const report = process.env.PATCHBAY_TEST_REPORT;

export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,examples}/*/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', 'packages/{hub,cli}/**'],
          setupFiles: 'scripts/draw-cases.ts',
          testTimeout: 10_000,
          // What is tested keeps nothing between files: loading it once is half of the time.
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'cli',
          include: ['packages/cli/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          setupFiles: 'scripts/draw-cases.ts',
          testTimeout: 30_000,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
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
          isolate: false,
          // They mostly wait for what hubs and workers do in their own time: three keep two processors busy.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
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
          maxWorkers: 4,
          // Whole stories kill hubs and wait: they come last.
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
