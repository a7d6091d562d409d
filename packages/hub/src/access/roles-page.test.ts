import { join } from 'node:path';
import { describeRoles } from '@patchbay/core/access/describe-roles.ts';
import { expect, onTestFinished, test } from 'vitest';
import { createTestHub } from '../testing/test-hub.ts';
import { listRoutes, nameOf } from './testing/declared-routes.ts';

const page = join(import.meta.dirname, '../../../../docs/roles.md');

test('docs/roles.md says what each role may do and what each route asks for', async () => {
  const hub = await createTestHub();
  onTestFinished(() => hub.end());
  const routes = listRoutes(hub.app.routeRules)
    // Whether there are files of a web app to serve depends on whether it was built.
    .filter(({ path }) => !path.includes('*'))
    .map((route) => ({ name: nameOf(route), rule: route.rule }));
  await expect(describeRoles(routes)).toMatchFileSnapshot(page);
});
