import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { Output } from '../terminal/terminal.ts';
import { createByteDisplay } from './byte-display.ts';

function recordOutput(isInteractive: boolean) {
  const parts: string[] = [];
  const output: Output = {
    isInteractive,
    columns: 24,
    stream: new PassThrough(),
    write: (text) => void parts.push(text),
    line: (text = '') => void parts.push(`${text}\n`),
    paint: (_style, text) => text,
  };
  return { output, parts };
}

test('a terminal sees how much has come and how fast, on one line that goes away at the end', () => {
  let time = 0;
  const { output, parts } = recordOutput(true);
  const display = createByteDisplay(output, 'a.jsonl', () => time);
  for (const [at, bytes] of [
    [1000, 2_000_000],
    [1050, 2_100_000],
    [2000, 6_000_000],
  ] as const) {
    time = at;
    display.show(bytes);
  }
  display.end();
  expect(parts).toEqual([
    '\r\u001B[2Ka.jsonl 2.0 MB · 2.0 MB',
    '\r\u001B[2Ka.jsonl 6.0 MB · 3.0 MB',
    '\r\u001B[2K',
  ]);
});

test('a log sees nothing of it', () => {
  const { output, parts } = recordOutput(false);
  const display = createByteDisplay(output, 'a.jsonl');
  display.show(1);
  display.end();
  expect(parts).toEqual([]);
});
