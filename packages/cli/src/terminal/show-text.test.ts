import { Writable } from 'node:stream';
import { styleText } from 'node:util';
import { expect, test } from 'vitest';
import { showText } from './show-text.ts';
import { createTerminal } from './terminal.ts';

test.each([
  ['a title of the window', '\u001B]0;root\u0007a', '⟨U+001B⟩]0;root⟨U+0007⟩a'],
  ['a cleared screen', '\u001B[2J\u001B[Ha', '⟨U+001B⟩[2J⟨U+001B⟩[Ha'],
  ['hidden words', '\u001B[8mpassword', '⟨U+001B⟩[8mpassword'],
  ['a line that is written over', 'failed\rsucceeded', 'failed⟨U+000D⟩succeeded'],
  ['a name that turns', 'invoice\u202Egpj.exe', 'invoice⟨U+202E⟩gpj.exe'],
])('%s is shown as what was sent (fault F6)', (_what, text, shown) => {
  expect(showText(text)).toBe(shown);
});

test('our own styles and progress bars are left as they are', () => {
  const painted = `\r\u001B[2K${styleText(['bold', 'red'], 'Failed', { validateStream: false })}\t3\n`;
  expect(showText(painted)).toBe(painted);
});

test('a person reads names by their characters, a machine reads them exact (fault F6)', () => {
  const name = 'a\u202Eb';
  expect(printed(false, name)).toBe('a⟨U+202E⟩b\n');
  expect(JSON.parse(printed(true, name))).toBe(name);
});

/** What stands on standard output when a command has printed its result. */
function printed(json: boolean, value: string): string {
  let text = '';
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const terminal = createTerminal({ stdout, stderr: stdout, json });
  terminal.result(value, (out) => out.line(value));
  return text;
}
