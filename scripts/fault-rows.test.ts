import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The rows of the list of faults whose features are there; the rest come with theirs. */
const rows = [
  ...Array.from({ length: 29 }, (_, index) => `N${index + 1}`),
  ...Array.from({ length: 24 }, (_, index) => `E${index + 1}`),
  ...Array.from({ length: 12 }, (_, index) => `S${index + 1}`),
  ...[1, 2, 3, 9, 10].map((number) => `W${number}`),
  ...Array.from({ length: 12 }, (_, index) => `F${index + 1}`),
];

/** Where the chaos endpoint stands: one test calls each of its faults by the row that is written there. */
const chaosTest = 'packages/connect/src/chaos.test.ts';
const chaosFaults = 'packages/connect/src/testing/chaos/*.ts';

/** What docs/failure-modes.md says of each row, in its last column: the files of tests, or why there are none. */
function readProofs(text: string): Map<string, string> {
  const [, section = ''] = text.split('\n## Which test proves which row\n');
  const lines = section.matchAll(/^\| ([NEFSW]\d+) \|.*\| (.*) \|$/gm);
  return new Map([...lines].map(([, row = '', proof = '']) => [row, proof]));
}

/** The rows that the names of tests in a file end with. */
function readRows(path: string): Set<string> {
  const texts =
    path === chaosTest ? [path, ...globSync(chaosFaults, { cwd: root })].map(read) : [read(path)];
  const found = texts.flatMap((text) => [
    ...[...text.matchAll(/faults? [^)\n]*\)/g)].flatMap(
      ([words]) => words.match(/\b[NEFSW]\d+\b/g) ?? [],
    ),
    ...[...text.matchAll(/'(N\d+)'/g)].map(([, row = '']) => row),
  ]);
  return new Set(found);
}

/** What is wrong with what is said of a row; null where nothing is. */
function judgeProof(row: string, proof: string | undefined): string | null {
  if (proof === undefined) return `${row} is not in the list.`;
  if (/^Not tested: .{40,}/.test(proof)) return null;
  const files = [...proof.matchAll(/`([^`]+\.test\.ts)`/g)].map(([, path = '']) => path);
  if (files.length === 0) return `${row} names no test and does not say why ("Not tested: …").`;
  const silent = files.filter((path) => !readRows(path).has(row));
  return silent.length === 0 ? null : `${row} is in the name of no test of ${silent.join(', ')}.`;
}

describe('the list of faults in docs/failure-modes.md', () => {
  const proofs = readProofs(read('docs/failure-modes.md'));

  it.each(rows)('says of %s which tests prove it, or why none does', (row) => {
    expect(judgeProof(row, proofs.get(row))).toBeNull();
  });

  it('would be caught where a row is left out, says nothing, or names a test of something else', () => {
    expect(judgeProof('N1', undefined)).toMatch('not in the list');
    expect(judgeProof('N1', 'Hard to say.')).toMatch('names no test');
    expect(judgeProof('N99', `\`${chaosTest}\``)).toMatch('in the name of no test');
  });
});
