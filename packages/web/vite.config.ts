import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressFiles } from './compress-files.ts';
import { contractRoutes } from './contract-routes.ts';

/** Address of a hub to develop against: `PATCHBAY_URL=http://127.0.0.1:7400 npm exec vite`. */
const hubUrl = process.env.PATCHBAY_URL ?? 'http://127.0.0.1:7400';

export default defineConfig({
  plugins: [react(), contractRoutes(), compressFiles()],
  // The hub puts the nonce of each answer in its place.
  html: { cspNonce: 'PATCHBAY_NONCE' },
  build: {
    // The content-security policy allows no inlined files; `light-dark()` must reach the browser as it is.
    assetsInlineLimit: 0,
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      // Whoever builds a schema gets the library with the rule that it compiles nothing, in this order.
      output: {
        codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\/|app\/forbid-eval/ }] },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': hubUrl } },
});
