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
        const place = `${file.path}:${linesOf(node, tree)[0] + 1}`;
        long.push(`${place}: a function of ${lines} lines, more than ${maximumFunctionLines}`);
      }
    }
    ts.forEachChild(node, visit);
  }
}

/**
 * The function's lines of code without those of functions in it, blank lines and comments: a factory is
 * as long as its own part.
 */
function ownLines(node: ts.Node, tree: ts.SourceFile): number {
  const [first, last] = linesOf(node, tree);
  const own = new Set(Array.from({ length: last - first + 1 }, (_, index) => first + index));
  ts.forEachChild(node, subtract);
  const written = tree.text.split('\n');
  return [...own].filter((line) => !/^\s*(\/\/|\/?\*|$)/.test(written[line] ?? '')).length;

  function subtract(child: ts.Node): void {
    if (!isFunction(child)) {
      ts.forEachChild(child, subtract);
      return;
    }
    const [start, end] = linesOf(child, tree);
    for (let line = start + 1; line <= end; line += 1) own.delete(line);
  }
}

function isFunction(node: ts.Node): boolean {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

/** First and last line of a node, counted from 0. */
function linesOf(node: ts.Node, tree: ts.SourceFile): [first: number, last: number] {
  const lineAt = (position: number): number => tree.getLineAndCharacterOfPosition(position).line;
  return [lineAt(node.getStart(tree)), lineAt(node.end)];
}
