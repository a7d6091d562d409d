import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packPackage } from './pack/pack-package.ts';
import { packagePlans } from './pack/package-plan.ts';
import { readWorkspace } from './pack/workspace.ts';

/**
 * Packs the model kit and the command for npm: `node scripts/pack.ts [folder]`, `dist/` by default. The
 * web page must have been built. Prints the paths of the tarballs.
 */

const root = join(import.meta.dirname, '..');
const outputFolder = resolve(process.argv[2] ?? join(root, 'dist'));
mkdirSync(outputFolder, { recursive: true });
const workspace = readWorkspace(root);
for (const plan of packagePlans) {
  const tarball = packPackage(root, workspace, plan, outputFolder);
  console.log(`${tarball} (${(statSync(tarball).size / 1e6).toFixed(1)} MB)`);
}
