import ts from 'typescript';
import type { SourceFile } from './source-file.ts';

const maximumFileLines = 300;
const maximumFunctionLines = 50;
const maximumMedianLines = 80;

/** A room that outgrows its measure is two rooms: files, functions, and the median of all files. */
export function findOutgrown(files: readonly SourceFile[]): string[] {
  const outgrown = files
    .filter((file) => countLines(file) > maximumFileLines)
    .map((file) => `${file.path}: ${countLines(file)} lines, more than ${maximumFileLines}`);
  const median = medianLines(files);
  if (median > maximumMedianLines) {
    outgrown.push(`The median file has ${median} lines, more than ${maximumMedianLines}`);
  }
  return [...outgrown, ...files.flatMap(findLongFunctions)];
}

/** Lines of the file in the middle, when all are put in order of their length; 0 without files. */
export function medianLines(files: readonly SourceFile[]): number {
  const lengths = files.map(countLines).sort((one, other) => one - other);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}

function countLines(file: SourceFile): number {
  return file.text.split('\n').length - 1;
}

function findLongFunctions(file: SourceFile): string[] {
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const long: string[] = [];
  visit(tree);
  return long;

  function visit(node: ts.Node): void {
    if (isFunction(node)) {
      const lines = ownLines(node, tree);
      if (lines > maximumFunctionLines) {
        const place = `${file.path}:${lineOf(tree, node.getStart(tree)) + 1}`;
        long.push(`${place}: a function of ${lines} lines, more than ${maximumFunctionLines}`);
      }
    }
    ts.forEachChild(node, visit);
  }
}

/** The function's lines without the bodies of functions in it: a factory is as long as its own part. */
function ownLines(node: ts.Node, tree: ts.SourceFile): number {
  let lines = spanOf(node, tree) + 1;
  ts.forEachChild(node, subtract);
  return lines;

  function subtract(child: ts.Node): void {
    if (isFunction(child)) lines -= spanOf(child, tree);
    else ts.forEachChild(child, subtract);
  }
}

function isFunction(node: ts.Node): boolean {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

function spanOf(node: ts.Node, tree: ts.SourceFile): number {
  return lineOf(tree, node.end) - lineOf(tree, node.getStart(tree));
}

function lineOf(tree: ts.SourceFile, position: number): number {
  return tree.getLineAndCharacterOfPosition(position).line;
}
