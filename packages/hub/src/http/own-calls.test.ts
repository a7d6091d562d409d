import { expect, onTestFinished, test } from 'vitest';
import { createTestHub } from '../testing/test-hub.ts';

test('a call that the hub made itself is refused, one of another hub is not (fault S12)', async () => {
  const hub = await createTestHub();
  onTestFinished(() => hub.end());
  const ask = (mark: string) =>
    hub.app.inject({ method: 'GET', url: '/healthz', headers: { 'patchbay-loop': mark } });
  expect((await ask('another hub')).statusCode).toBe(200);
  const refused = await ask(hub.loopMark);
  expect(refused.statusCode).toBe(422);
  expect(refused.json()).toMatchObject({ code: 'URL_BLOCKED' });
});
