import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantTree } from './testing/plant-tree.ts';

const houseRoot = join(import.meta.dirname, '..');
const configuration = join(houseRoot, '.dependency-cruiser.cjs');
const rules: { name: string }[] = createRequire(import.meta.url)(configuration).forbidden;

/** One unlawful import for every rule: the rule, the importing file, and what it says. */
const planted: [rule: string, from: string, source: string][] = [
  ['package-order-core', 'packages/core/src/a.ts', "import '@patchbay/protocols/protocols.ts';"],
  ['package-order-protocols', 'packages/protocols/src/a.ts', "import '@patchbay/connect/call.ts';"],
  ['package-order-connect', 'packages/connect/src/a.ts', "import '@patchbay/model-kit/serve.ts';"],
  ['package-order-model-kit', 'packages/model-kit/src/a.ts', "import '@patchbay/connect/call.ts';"],
  ['package-order-hub', 'packages/hub/src/a.ts', "import '@patchbay/cli/main.ts';"],
  ['package-order-web', 'packages/web/src/a.ts', "import '@patchbay/protocols/protocols.ts';"],
  ['package-order-cli', 'packages/cli/src/a.ts', "import '@patchbay/web/app/router.ts';"],
  ['examples-use-the-kit', 'examples/models/a.ts', "import '@patchbay/model-kit/serve.ts';"],
  [
    'examples-are-not-a-library',
    'packages/hub/src/b.ts',
    "import '../../../examples/models/b.ts';",
  ],
  ['pure-packages', 'packages/core/src/b.ts', "import 'node:fs';"],
  ['protocols-stand-alone', 'packages/protocols/src/v7/a.ts', "import '../foundry/protocol.ts';"],
  [
    'protocols-only-in-their-list',
    'packages/protocols/src/json/a.ts',
    "import '../foundry/protocol.ts';",
  ],
  ['calls-only-in-connect', 'packages/hub/src/c.ts', "import 'undici';"],
  ['sql-only-in-hub', 'packages/cli/src/b.ts', "import 'pg';"],
  ['database-only-in-stores', 'packages/hub/src/runs/a.ts', "import '../database/database.ts';"],
  [
    'routes-ask-services',
    'packages/hub/src/runs/b-routes.ts',
    "import type {} from './runs-store.ts';",
  ],
  ['services-know-no-routes', 'packages/hub/src/runs/c-service.ts', "import './runs-routes.ts';"],
  [
    'stores-know-no-services',
    'packages/hub/src/runs/d-store.ts',
    "import type {} from './runs-service.ts';",
  ],
  [
    'features-ask-services',
    'packages/hub/src/models/e.ts',
    "import type {} from '../runs/runs-store.ts';",
  ],
  ['compose-constructs', 'packages/hub/src/runs/f.ts', "import './runs-service.ts';"],
  [
    'components-know-no-features',
    'packages/web/src/components/a.ts',
    "import '../features/runs/page.ts';",
  ],
  ['features-know-no-app', 'packages/web/src/features/runs/b.ts', "import '../../app/router.ts';"],
  [
    'web-features-stand-alone',
    'packages/web/src/features/models/c.ts',
    "import '../runs/page.ts';",
  ],
  ['testing-stays-in-tests', 'packages/core/src/c.ts', "import './testing/sample.ts';"],
  ['no-circles', 'packages/core/src/d.ts', "import './d.ts';"],
  ['no-dangling-imports', 'packages/core/src/e.ts', "import './nowhere.ts';"],
];

/** What the planted imports point at, and imports that the law allows. */
const lawful = {
  'packages/core/src/box.ts': "import 'zod';",
  'packages/core/src/box.test.ts':
    "import 'node:fs'; import './box.ts'; import './testing/sample.ts';",
  'packages/core/src/testing/sample.ts': '',
  'packages/protocols/src/protocols.ts':
    "import './foundry/protocol.ts'; import './v7/protocol.ts';",
  'packages/protocols/src/json/parse.ts': '',
  'packages/protocols/src/foundry/protocol.ts':
    "import '@patchbay/core/box.ts'; import '../json/parse.ts';",
  'packages/protocols/src/v7/protocol.ts': "import '../protocol-interface.ts'; import './wire.ts';",
  'packages/protocols/src/v7/wire.ts': '',
  'packages/protocols/src/protocol-interface.ts': '',
  'packages/connect/src/call.ts': "import 'undici'; import '@patchbay/protocols/protocols.ts';",
  'packages/model-kit/src/serve.ts':
    "import 'node:http'; import '@patchbay/protocols/protocols.ts';",
  'packages/hub/src/main.ts': "import './compose.ts';",
  'packages/hub/src/compose.ts':
    "import './runs/runs-service.ts'; import './runs/runs-store.ts'; import './database/database.ts';",
  'packages/hub/src/database/database.ts': "import 'pg';",
  'packages/hub/src/runs/runs-routes.ts': "import type {} from './runs-service.ts';",
  'packages/hub/src/runs/runs-service.ts':
    "import type {} from './runs-store.ts'; import '@patchbay/connect/call.ts';",
  'packages/hub/src/runs/runs-store.ts': "import '../database/database.ts'; import 'pg';",
  'packages/hub/src/models/models-service.ts': "import type {} from '../runs/runs-service.ts';",
  'packages/web/src/main.tsx': "import './app/router.ts';",
  'packages/web/src/app/router.ts': "import '../features/runs/page.ts';",
  'packages/web/src/features/runs/page.ts':
    "import '../../components/button.ts'; import '@patchbay/core/box.ts';",
  'packages/web/src/components/button.ts': '',
  'packages/cli/src/main.ts':
    "import '@patchbay/hub/main.ts'; import '../../../examples/models/b.ts';",
  'packages/model-kit/src/model-kit.ts': "import './serve.ts';",
  'examples/models/b.ts': "import '@patchbay/model-kit/model-kit.ts';",
  ...Object.fromEntries(
    ['pg', 'undici', 'zod'].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' })],
      [`node_modules/${name}/index.js`, ''],
    ]),
  ),
};

interface Violation {
  from: string;
  rule: { name: string };
}

/** Runs the lint step's own command over a tree. */
function cruise(root: string): Violation[] {
  const command = join(houseRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const options = ['--config', configuration, '--output-type', 'json', 'packages', 'examples'];
  const output = execFileSync(process.execPath, [command, ...options], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(output).summary.violations;
}

describe('the import law', () => {
  const root = plantTree({
    ...lawful,
    ...Object.fromEntries(planted.map(([, from, source]) => [from, source])),
  });
  let violations: Violation[];

  beforeAll(() => {
    violations = cruise(root);
  }, 30_000);

  afterAll(() => rmSync(root, { recursive: true }));

  it.each(planted)('%s is reported in %s', (rule, from) => {
    const reported = violations.filter((violation) => violation.from === from);
    expect(reported.map((violation) => violation.rule.name)).toEqual([rule]);
  });

  it('reports no file that keeps it', () => {
    const unlawful = new Set(planted.map(([, from]) => from));
    expect(violations.filter((violation) => !unlawful.has(violation.from))).toEqual([]);
  });

  it('has a planted violation for each of its rules', () => {
    expect(planted.map(([rule]) => rule).sort()).toEqual(rules.map((rule) => rule.name).sort());
  });
});
