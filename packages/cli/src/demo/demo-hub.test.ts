import { newModelSchema } from '@patchbay/core/api/model-routes.ts';
import { expect, onTestFinished, test } from 'vitest';
import { startDemoHub } from './demo-hub.ts';

test('the hub of the demo may call its own models, and nothing else of this machine', async () => {
  const { client, stop } = await startDemoHub(0, ['127.0.0.1:9']);
  onTestFinished(stop);
  const { items } = await client.egress.list();
  expect(items).toMatchObject([{ source: 'environment', entry: '127.0.0.1:9' }]);
  const registerAt = (url: string) =>
    client.models.register(
      newModelSchema.parse({ name: url, protocol: 'v7', connection: { url } }),
    );
  await expect(registerAt('http://127.0.0.1:10')).rejects.toMatchObject({ code: 'URL_BLOCKED' });
  expect((await registerAt('http://127.0.0.1:9')).model.discovery.state).toBe('unverified');
});
