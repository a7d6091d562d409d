import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The fields of a `package.json` that packing reads. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** A package of the workspace, with its folder from the root. */
export interface WorkspacePackage {
  readonly folder: string;
  readonly manifest: PackageManifest;
}

/** The packages of the workspace, in the order of their folders. */
export function readWorkspace(root: string): WorkspacePackage[] {
  return globSync('{packages,examples}/*/package.json', { cwd: root })
    .sort()
    .map((path) => ({
      folder: dirname(path),
      manifest: JSON.parse(readFileSync(join(root, path), 'utf8')),
    }));
}

/**
 * Where the packages of the workspace keep their sources, in the form of the compiler's `paths`: sources
 * that it finds so it takes for ours, not for somebody else's below `node_modules`.
 */
export function mapToSources(workspace: readonly WorkspacePackage[]): Record<string, string[]> {
  return Object.fromEntries(
    workspace.flatMap(({ folder, manifest }) =>
      Object.entries(manifest.exports ?? { './*.ts': './*.ts' }).map(([door, source]) => [
        join(manifest.name, door),
        [`./${join(folder, source)}`],
      ]),
    ),
  );
}

/** What the packages of the workspace need from others: version by name. */
export function listForeignVersions(
  workspace: readonly WorkspacePackage[],
): ReadonlyMap<string, string> {
  const own = new Set(workspace.map(({ manifest }) => manifest.name));
  const needed = workspace.flatMap(({ manifest }) => Object.entries(manifest.dependencies ?? {}));
  return new Map(needed.filter(([name]) => !own.has(name)));
}
