import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { emitSources } from './emit-sources.ts';
import { findMissingFiles } from './find-missing-files.ts';
import type { PackagePlan } from './package-plan.ts';
import { describePacked } from './packed-manifest.ts';
import type { WorkspacePackage } from './workspace.ts';

/**
 * Builds one package in a folder of its own below `outputFolder` and packs it there.
 * @returns the path of the tarball.
 * @throws Error where the package would not be whole.
 */
export function packPackage(
  root: string,
  workspace: readonly WorkspacePackage[],
  plan: PackagePlan,
  outputFolder: string,
): string {
  const folder = join(outputFolder, plan.folder.replace('packages/', ''));
  const tree = join(folder, 'dist');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(tree, { recursive: true });
  emitSources({ root, workspace, outputFolder: tree, ...plan });
  copyAssets(root, plan.assets, tree);
  const missing = findMissingFiles(tree);
  if (missing.length > 0) throw new Error(missing.join('\n'));
  const manifest = describePacked(plan, workspace, readAll(tree));
  writeJson(join(folder, 'package.json'), manifest);
  // The version that the code imports from the manifest beside it.
  const { name, version } = manifest;
  writeJson(join(tree, plan.folder, 'package.json'), { name, version, type: 'module' });
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  cpSync(join(root, plan.folder, 'README.md'), join(folder, 'README.md'));
  return pack(folder, outputFolder);
}

/** @throws Error where a pattern finds nothing: the package would be broken where it is used. */
function copyAssets(root: string, patterns: readonly string[], tree: string): void {
  for (const pattern of patterns) {
    const paths = globSync(pattern, { cwd: root, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    if (paths.length === 0)
      throw new Error(`Nothing is found for ${pattern}. Run npm run build:web.`);
    for (const path of paths) {
      const target = join(tree, path.slice(root.length));
      mkdirSync(dirname(target), { recursive: true });
      cpSync(path, target);
    }
  }
}

function readAll(tree: string): string {
  return globSync('{packages,examples}/*/{src/**/*,*}.{js,d.ts}', { cwd: tree })
    .map((path) => readFileSync(join(tree, path), 'utf8'))
    .join('\n');
}

function writeJson(path: string, content: unknown): void {
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
}

function pack(folder: string, outputFolder: string): string {
  const printed = execFileSync('npm', ['pack', '--json', '--pack-destination', outputFolder], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [{ filename }] = JSON.parse(printed);
  return join(outputFolder, filename);
}
