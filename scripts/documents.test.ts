import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const documents = globSync(['*.md', 'docs/**/*.md', '{packages,examples}/**/*.md'], {
  cwd: root,
  exclude: (name) => name === 'node_modules' || name === 'fixtures',
}).sort();

const relativeLink = /\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g;
const namedPath = /`((?:packages|docs|examples|e2e|scripts|bench|\.ci)\/[^`\s]*)`/g;

/** Links are read from the document's own folder. */
function findDeadLinks(document: string, text: string): string[] {
  return [...text.matchAll(relativeLink)]
    .map(([, target = '']) => target)
    .filter((target) => !existsSync(join(root, dirname(document), target)));
}

/** Paths in backticks are read from the root; `*` and `{a,b}` must match something, `<…>` is free. */
function findDeadPaths(text: string): string[] {
  return [...text.matchAll(namedPath)]
    .map(([, path = '']) => path)
    .filter((path) => !path.includes('<') && globSync(path, { cwd: root }).length === 0);
}

describe('the documents', () => {
  it('are there', () => {
    const expected = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/glossary.md'];
    expect(documents).toEqual(expect.arrayContaining(expected));
  });

  it.each(documents)('%s links only to files that exist', (document) => {
    expect(findDeadLinks(document, readFileSync(join(root, document), 'utf8'))).toEqual([]);
  });

  it.each(documents)('%s names only paths that exist', (document) => {
    expect(findDeadPaths(readFileSync(join(root, document), 'utf8'))).toEqual([]);
  });

  it('would be caught with a dead link or a dead path', () => {
    expect(findDeadLinks('docs/a.md', 'see [b](nowhere.md#part), [c](../README.md)')).toEqual([
      'nowhere.md',
    ]);
    expect(findDeadPaths('`packages/core/src/nowhere.ts` `packages/*/package.json`')).toEqual([
      'packages/core/src/nowhere.ts',
    ]);
  });
});
