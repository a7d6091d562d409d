import fc from 'fast-check';

/** A text with what makes offsets hard: emoji, combining marks, line ends. */
export const arbitraryText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom('a', '🦊', 'e\u0301', '\r\n', ' '),
    ),
    { maxLength: 24 },
  )
  .map((pieces) => pieces.join('').replaceAll('\0', ''));

/** Names that hurt those who keep a model's words in plain objects. */
const dangerousNames = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'a/b~c',
  'ünï 🦊',
];

/** A name as an ontology may have it: trimmed, not empty, without halves of characters. */
export const arbitraryName: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...dangerousNames) },
  {
    weight: 4,
    arbitrary: fc
      .string({ unit: 'binary', minLength: 1, maxLength: 24 })
      .map((name) => name.replaceAll('\0', '').trim())
      .filter((name) => name !== ''),
  },
);
