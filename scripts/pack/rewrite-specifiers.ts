import { dirname, relative } from 'node:path';
import ts from 'typescript';

/** Gives an import of the workspace the words by which the packed file finds the other one. */
export type RewriteSpecifier = (specifier: string, fromFile: string) => string;

/**
 * In a packed tree every file of ours lies where it lies here, but built: `./box.ts` becomes `./box.js`,
 * and `@patchbay/core/geometry/box.ts` the way there from the importing file. Other packages keep their
 * names.
 */
export function createRewrite(options: ts.CompilerOptions, root: string): RewriteSpecifier {
  return (specifier, fromFile) => {
    if (specifier.startsWith('.')) return toBuiltName(specifier);
    const { resolvedModule } = ts.resolveModuleName(specifier, fromFile, options, ts.sys);
    const target = resolvedModule?.resolvedFileName;
    if (!target?.startsWith(`${root}/`) || target.includes('/node_modules/')) return specifier;
    const path = relative(dirname(fromFile), target);
    return toBuiltName(path.startsWith('.') ? path : `./${path}`);
  };
}

function toBuiltName(path: string): string {
  return path.replace(/(?<!\.d)\.tsx?$/, '.js');
}

/** Both ends of what the compiler writes: JavaScript, and the declarations beside it. */
export function createTransformers(rewrite: RewriteSpecifier): ts.CustomTransformers {
  return {
    after: [(context) => (file) => rewriteFile(file, context, rewrite)],
    afterDeclarations: [
      (context) => (file) => (ts.isSourceFile(file) ? rewriteFile(file, context, rewrite) : file),
    ],
  };
}

function rewriteFile(
  file: ts.SourceFile,
  context: ts.TransformationContext,
  rewrite: RewriteSpecifier,
): ts.SourceFile {
  const visit = (node: ts.Node): ts.Node => {
    const isSpecifier = ts.isStringLiteral(node) && isModuleSpecifier(node);
    if (!isSpecifier) return ts.visitEachChild(node, visit, context);
    const rewritten = rewrite(node.text, file.fileName);
    return rewritten === node.text ? node : context.factory.createStringLiteral(rewritten, true);
  };
  return ts.visitEachChild(file, visit, context);
}

/** Whether a text names a module: behind `from` or `import`, in `import()`, or in a type. */
function isModuleSpecifier(node: ts.StringLiteral): boolean {
  const original = ts.getOriginalNode(node);
  const parent = original.parent;
  if (parent === undefined) return false;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
  if (ts.isLiteralTypeNode(parent)) return ts.isImportTypeNode(parent.parent);
  return ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword;
}
