import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Contents of files by their path from the root of the tree. */
export type Tree = Readonly<Record<string, string>>;

/**
 * Writes a small workspace into a new temporary folder: the files of `tree`, and for every folder
 * below `packages/` the `package.json` and the link in `node_modules` that the real one has.
 * Returns the folder.
 */
export function plantTree(tree: Tree): string {
  const root = mkdtempSync(join(tmpdir(), 'patchbay-law-'));
  for (const [path, source] of Object.entries(tree)) writeInto(root, path, source);
  const packages = Object.keys(tree).flatMap(
    (path) => /^packages\/([^/]+)\//.exec(path)?.[1] ?? [],
  );
  for (const name of new Set(packages)) linkPackage(root, name);
  return root;
}

function linkPackage(root: string, name: string): void {
  const manifest = {
    name: `@patchbay/${name}`,
    type: 'module',
    exports: { './*.ts': './src/*.ts' },
  };
  writeInto(root, `packages/${name}/package.json`, JSON.stringify(manifest));
  const link = join(root, 'node_modules/@patchbay', name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join(root, 'packages', name), link);
}

function writeInto(root: string, path: string, source: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), source);
}
