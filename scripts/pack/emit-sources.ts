import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { createRewrite, createTransformers } from './rewrite-specifiers.ts';
import { mapToSources, type WorkspacePackage } from './workspace.ts';

/** What is built, and whereto. Paths are from the root. */
export interface EmitOptions {
  readonly root: string;
  readonly workspace: readonly WorkspacePackage[];
  /** Files that are started or imported from outside; all that they import is built with them. */
  readonly entries: readonly string[];
  readonly declarations: boolean;
  readonly outputFolder: string;
}

/**
 * Builds JavaScript, one file for each source file, in a tree like that of the repository. Types are
 * not checked here: the type check of the house does that.
 * @throws Error where the compiler cannot build a file.
 */
export function emitSources(options: EmitOptions): void {
  const { root, outputFolder } = options;
  const compilerOptions = readCompilerOptions(options);
  const entries = options.entries.map((entry) => join(root, entry));
  const program = ts.createProgram(entries, compilerOptions);
  const transformers = createTransformers(createRewrite(compilerOptions, root));
  for (const file of program.getSourceFiles().filter((source) => isOurs(source, root))) {
    const { diagnostics } = program.emit(file, write, undefined, false, transformers);
    if (diagnostics.length === 0) continue;
    throw new Error(ts.formatDiagnostics(diagnostics, describePaths(root)));
  }

  function write(path: string, text: string): void {
    if (!path.startsWith(`${outputFolder}/`)) throw new Error(`${path} would lie outside the pack`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

function readCompilerOptions(options: EmitOptions): ts.CompilerOptions {
  const { root, workspace, declarations, outputFolder } = options;
  const base = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile).config;
  const parsed = ts.convertCompilerOptionsFromJson(
    {
      ...base.compilerOptions,
      types: ['node'],
      noEmit: false,
      noCheck: true,
      rewriteRelativeImportExtensions: true,
      declaration: declarations,
      rootDir: root,
      outDir: outputFolder,
      paths: mapToSources(workspace),
    },
    root,
  );
  return parsed.options;
}

function isOurs(file: ts.SourceFile, root: string): boolean {
  const isSource = !file.isDeclarationFile && !file.fileName.endsWith('.json');
  return isSource && file.fileName.startsWith(`${root}/`) && !/node_modules/.test(file.fileName);
}

function describePaths(root: string): ts.FormatDiagnosticsHost {
  return {
    getCurrentDirectory: () => root,
    getNewLine: () => '\n',
    getCanonicalFileName: (name) => name,
  };
}
