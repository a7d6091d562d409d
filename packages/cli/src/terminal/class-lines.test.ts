import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { printClassLines } from './class-lines.ts';
import { createTerminal } from './terminal.ts';

test('a class says nothing to the terminal but its name (fault J13)', () => {
  const stdout = new PassThrough();
  const terminal = createTerminal({ stdout, stderr: new PassThrough(), json: false });
  const found = { kind: 'tag' as const, count: 2, unknownClass: true, meanConfidence: null };
  printClassLines(terminal.out, [{ class: '\u001b[2Jcat\u202e', ...found }]);
  const written = String(stdout.read());
  expect(written).toContain('⟨U+001B⟩[2Jcat⟨U+202E⟩');
  expect(written).not.toContain('\u001b[2J');
});
