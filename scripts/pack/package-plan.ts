/** What goes into a package that is packed for npm. Paths are from the root of the repository. */
export interface PackagePlan {
  /** The package of the workspace whose name, version and README it has. */
  readonly folder: string;
  /** Files that are started or imported from outside; all that they import is built with them. */
  readonly entries: readonly string[];
  /** Files beside the code that it reads at run time, as patterns. They keep their places. */
  readonly assets: readonly string[];
  /** Whether TypeScript users import it. */
  readonly declarations: boolean;
  /** How strangers come in: `exports` or `bin` of the manifest. */
  readonly doors:
    | { readonly exports: unknown }
    | { readonly bin: Readonly<Record<string, string>> };
  /** `^` where others of the same major version do as well, nothing where only the tested one will do. */
  readonly versionPrefix: '^' | '';
  /** Packages that no file names but that must be there in the tested version. */
  readonly besides: readonly string[];
}

const kit: PackagePlan = {
  folder: 'packages/model-kit',
  entries: ['packages/model-kit/src/model-kit.ts'],
  assets: [],
  declarations: true,
  doors: {
    exports: {
      '.': {
        types: './dist/packages/model-kit/src/model-kit.d.ts',
        default: './dist/packages/model-kit/src/model-kit.js',
      },
    },
  },
  versionPrefix: '^',
  besides: [],
};

const command: PackagePlan = {
  folder: 'packages/cli',
  entries: [
    'packages/cli/src/main.ts',
    'packages/connect/src/decode/decode-worker.ts',
    'packages/hub/src/datasets/videos/video-process.ts',
  ],
  assets: [
    'packages/hub/src/database/migrations/**',
    'packages/hub/src/http/docs-page/*',
    'packages/web/dist/**',
    'examples/datasets/labels/*',
    'examples/datasets/texts/*.txt',
  ],
  declarations: false,
  doors: { bin: { patchbay: './dist/packages/cli/src/main.js' } },
  versionPrefix: '',
  // A peer of better-auth's parts. Left to npm, it becomes a newer one that they do not fit, and npm
  // looks for a way out for as long as one lets it.
  besides: ['@better-auth/core'],
};

/** The two packages that people outside of this repository use. */
export const packagePlans = [kit, command] as const;
