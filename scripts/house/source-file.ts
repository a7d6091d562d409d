import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A TypeScript file of the product, with its path from the root of the tree. */
export interface SourceFile {
  path: string;
  text: string;
}

const sources = [
  'packages/*/src/**/*.{ts,tsx}',
  '{examples,bench}/**/*.{ts,tsx}',
  'scripts/**/*.ts',
];

/** Reads every source file below `root`: no tests, nothing generated, nothing from others. */
export function readSources(root: string): SourceFile[] {
  const isForeign = (path: string): boolean =>
    /(^|\/)(node_modules|dist|fixtures|migrations|testing)(\/|$)|\.test\.tsx?$|\.d\.ts$/.test(path);
  return globSync(sources, { cwd: root, exclude: (name) => name === 'node_modules' })
    .filter((path) => !isForeign(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
