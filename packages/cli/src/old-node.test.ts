import { expect, test } from 'vitest';
import { explainOldNode } from './old-node.ts';

test.for(['24.0.0', '24.21.0', '26.1.0', '100.0.0'])('Node %s is new enough', (version) => {
  expect(explainOldNode(version, '/usr/bin/node')).toBeNull();
});

test.for(['22.19.0', '20.20.2', '9.11.2'])('Node %s is told what is needed', (version) => {
  expect(explainOldNode(version, '/usr/bin/node')).toMatch(
    new RegExp(
      `needs Node 24 or newer; this is Node ${version} \\(/usr/bin/node\\)\\.\\n.*npm install`,
    ),
  );
});
