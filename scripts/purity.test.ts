import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Type errors of a file with this text, as if it stood in the package with all its real files. */
function checkInPackage(name: string, text: string): string[] {
  const folder = join(root, 'packages', name);
  const planted = join(folder, 'src/planted.ts');
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
  const project = ts.getParsedCommandLineOfConfigFile(join(folder, 'tsconfig.json'), {}, host);
  if (!project) throw new Error(`${name} has no tsconfig.json that can be read`);

  const compilerHost = ts.createCompilerHost(project.options);
  const readSource = compilerHost.getSourceFile;
  compilerHost.getSourceFile = (path, options, ...rest) =>
    path === planted
      ? ts.createSourceFile(path, text, options)
      : readSource(path, options, ...rest);

  const program = ts.createProgram([...project.fileNames, planted], project.options, compilerHost);
  return program
    .getSemanticDiagnostics(program.getSourceFile(planted))
    .map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '));
}

describe.each(['core', 'protocols'])('the package %s', (name) => {
  it('has no input or output: what only some platforms have does not compile', () => {
    const impure = ['fetch', 'process', 'Buffer', 'window', 'document', 'setTimeout', 'console'];
    const errors = checkInPackage(name, impure.map((word) => `${word};`).join('\n'));
    expect(errors).toEqual(impure.map((word) => expect.stringContaining(`'${word}'`)));
  }, 60_000);

  it('may use what every platform has', () => {
    const text = "new URL('https://a.example'); new TextEncoder(); new TextDecoder(); JSON; Math;";
    expect(checkInPackage(name, text)).toEqual([]);
  }, 60_000);
});
