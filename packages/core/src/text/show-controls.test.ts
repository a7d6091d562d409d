import { expect, test } from 'vitest';
import { showControls } from './show-controls.ts';

test.each([
  ['cat\u202egpj.exe', 'cat⟨U+202E⟩gpj.exe'],
  ['ca\u200bt', 'ca⟨U+200B⟩t'],
  ['\ufeffcat', '⟨U+FEFF⟩cat'],
  ['\u001b[31mred\u0000', '⟨U+001B⟩[31mred⟨U+0000⟩'],
  ['cat\rdog', 'cat⟨U+000D⟩dog'],
  ['cat\u{e0063}\u{e0061}', 'cat⟨U+E0063⟩⟨U+E0061⟩'],
  ['a\u2066b\u2069', 'a⟨U+2066⟩b⟨U+2069⟩'],
])('what nobody would see in %j is written by its number (fault J13)', (text, shown) => {
  expect(showControls(text)).toBe(shown);
});

test.each(['größe', '👩‍👩‍👧 🦊', 'می‌خواهم', 'line\r\n\tline', 'e\u0301'])(
  'what belongs to a text stays in it: %j',
  (text) => {
    expect(showControls(text)).toBe(text);
  },
);
