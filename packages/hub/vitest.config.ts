import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'hub',
    globalSetup: 'src/database/testing/global-setup.ts',
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
