import { defineConfig } from 'drizzle-kit';

/** `npm exec -w @patchbay/hub -- drizzle-kit generate` writes the next migration from the schema. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/database/schema/*.ts',
  out: './src/database/migrations',
});
