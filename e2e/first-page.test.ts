import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn } from './sign-in.ts';
import { startWalkedHub, type WalkedHub } from './walked-hub.ts';

let hub: WalkedHub;

beforeAll(async () => {
  hub = await startWalkedHub();
});
afterAll(() => hub?.stop());

/** What the page fetched until now: from where, and how many bytes came over the wire. */
async function listFetched(): Promise<{ url: string; bytes: number }[]> {
  return await hub.page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .map(({ name, encodedBodySize }) => ({ url: name, bytes: encodedBodySize })),
  );
}

test('the first page comes with less than 250 kB of script, and nothing from another host', async () => {
  await signIn(hub.page, hub);
  await hub.page.goto(hub.url);
  await hub.page.getByText('No runs yet').waitFor();
  const fetched = await listFetched();
  const scripts = fetched.filter(({ url }) => new URL(url).pathname.endsWith('.js'));
  const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
  expect(scripts.length).toBeGreaterThan(2);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(250_000);
  expect(fetched.filter(({ url }) => new URL(url).origin !== hub.url)).toEqual([]);
  expect(hub.complaints).toEqual([]);
});
