import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHub, type TestHub } from '../testing/start-test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());

test('a private address is allowed, listed and forbidden, and a model is registered there in between', async () => {
  const register = () =>
    hub.patchbay(
      ...['model', 'add', '--name', 'lan', '--protocol', 'foundry'],
      ...['--url', 'http://10.0.0.1:8080/predict'],
    );
  const refused = await register();
  expect(refused.status).toBe(1);
  expect(refused.stderr).toMatch(/Settings → Egress with the entry\s+10\.0\.0\.1:8080/);

  const allowed = await hub.patchbay('egress', 'allow', '10.0.1:8080', '--note', 'the rack');
  expect(allowed).toMatchObject({ status: 0, stdout: expect.stringContaining('10.0.0.1:8080') });
  const { stdout } = await hub.patchbay('egress', 'list');
  expect(stdout).toMatch(/^127\.0\.0\.1 +the environment$/m);
  expect(stdout).toMatch(/^10\.0\.0\.1:8080 +\S.* \d{4}-\d\d-\d\d +the rack$/m);
  expect((await register()).status).toBe(0);

  const forbidden = await hub.patchbay('egress', 'forbid', '10.0.0.1:8080');
  expect(forbidden.stdout).toContain('not allowed any more');
  expect((await hub.patchbay('egress', 'list')).stdout).not.toContain('10.0.0.1');
});

test('what cannot be taken back is told, with what can', async () => {
  const environment = await hub.patchbay('egress', 'forbid', '127.0.0.1');
  expect([environment.status, environment.stderr]).toEqual([
    1,
    expect.stringContaining('PATCHBAY_EGRESS_ALLOW'),
  ]);
  const unknown = await hub.patchbay('egress', 'forbid', '10.9.9.9');
  expect([unknown.status, unknown.stderr]).toEqual([
    1,
    expect.stringContaining('There is no permission 10.9.9.9'),
  ]);
  const metadata = await hub.patchbay('egress', 'allow', '169.254.169.254');
  expect([metadata.status, metadata.stderr]).toEqual([
    1,
    expect.stringContaining('can never be allowed'),
  ]);
});
