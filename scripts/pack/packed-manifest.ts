import type { PackagePlan } from './package-plan.ts';
import { listForeignVersions, type WorkspacePackage } from './workspace.ts';

/** The `package.json` that strangers install. */
export interface PackedManifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/**
 * Writes the manifest of a packed package. Its siblings are built into it; of all that they need from
 * others it needs what the built files name.
 * @param builtCode all JavaScript and declarations of the package, in one text.
 */
export function describePacked(
  plan: PackagePlan,
  workspace: readonly WorkspacePackage[],
  builtCode: string,
): PackedManifest {
  const found = workspace.find(({ folder }) => folder === plan.folder);
  if (!found) throw new Error(`There is no package in ${plan.folder}`);
  const { name, version, description, license } = found.manifest;
  const foreign = [...listForeignVersions(workspace)].sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  const needed = foreign.filter(
    ([dependency]) => isNamed(dependency, builtCode) || plan.besides.includes(dependency),
  );
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    engines: { node: '>=24' },
    ...plan.doors,
    files: ['dist'],
    dependencies: Object.fromEntries(
      needed.map(([dependency, exact]) => [dependency, plan.versionPrefix + exact]),
    ),
  };
}

/** Whether code names a package: `'zod'`, `'ajv/dist/2020.js'`, in either kind of quotes. */
function isNamed(dependency: string, code: string): boolean {
  return ["'", '"'].some((quote) =>
    [quote, '/'].some((end) => code.includes(quote + dependency + end)),
  );
}
