import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file beside the one that names it, whether it is imported or started by its address. */
const namedFile = /(['"])(\.{1,2}\/[^'"\n]+\.js)\1/g;

/**
 * Finds what built code expects and is not there: of a worker that is started by its address, the
 * compiler does not know. Paths are from the tree.
 */
export function findMissingFiles(tree: string): string[] {
  return globSync('{packages,examples}/*/src/**/*.js', { cwd: tree }).flatMap((file) => {
    const code = readFileSync(join(tree, file), 'utf8');
    return [...code.matchAll(namedFile)]
      .map(([, , target = '']) => join(dirname(file), target))
      .filter((target) => !existsSync(join(tree, target)))
      .map((target) => `${file} expects ${target}, which is not packed`);
  });
}
