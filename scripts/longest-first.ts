import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files of tests that take more than half a minute, most of it waiting, the longest first. */
const long = [
  'packed.test.ts',
  'hostile-texts.test.ts',
  'poison-items.test.ts',
  'worker-faults.test.ts',
  'every-page.test.ts',
  'shared-gates.test.ts',
  'kill-poison.test.ts',
  'rotate-keys.test.ts',
  'walk.test.ts',
  'conformance.test.ts',
  'embedded-server.test.ts',
  'access.test.ts',
  'lost-database.test.ts',
  'soak.test.ts',
  'kill-reuse.test.ts',
  'kill-loop.test.ts',
  'fair-sharing.test.ts',
];

/** In each project the long ones begin first, so that none of them is waited for alone at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const projects = Map.groupBy(await super.sort(files), ({ project }) => project);
    return [...projects.values()].flatMap((specs) => specs.sort((a, b) => place(a) - place(b)));
  }
}

function place({ moduleId }: TestSpecification): number {
  const index = long.indexOf(basename(moduleId));
  return index < 0 ? long.length : index;
}
