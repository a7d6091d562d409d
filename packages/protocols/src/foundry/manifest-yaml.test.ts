import { describe, expect, test } from 'vitest';
import { parseManifest } from './manifest.ts';

const start = 'name: A\ninference_endpoint: https://models.example.com/infer\n';

describe('what is wrong with the YAML has its line, its column and its correction (fault F2)', () => {
  test.each<[string, string, [number, number], RegExp, string]>([
    ['a tab', `${start}ontology:\n\ttools: []`, [4, 1], /tab/, '  tools: []'],
    [
      'a key twice',
      `${start}name: B`,
      [3, 1],
      /second time/,
      'Keep one of the two lines that begin with "name:".',
    ],
    [
      'a colon in a value',
      `${start}description: Cats: big ones`,
      [3, 14],
      /double quotes/,
      'description: "Cats: big ones"',
    ],
    ['an open quote', `${start}description: "Cats`, [3, 19], /not closed/, 'description: "Cats"'],
    [
      'an open bracket',
      `${start}allowed_asset_types: [image`,
      [3, 28],
      /not closed/,
      'allowed_asset_types: [image]',
    ],
    [
      'an open quote with lines after it',
      `${start}description: "abc\nreadme: x\nmax_tokens: 3\n`,
      [3, 18],
      /opened in this line and not closed/,
      'description: "abc"',
    ],
    [
      'an open quote before other quotes',
      `${start}description: "abc\nreadme: "x"\n`,
      [3, 18],
      /not closed/,
      'description: "abc"',
    ],
    [
      'an open single quote',
      `${start}description: 'abc\nreadme: x\n`,
      [3, 18],
      /not closed/,
      "description: 'abc'",
    ],
    [
      'an open quote before another fault',
      `${start}description: "abc\nreadme: @x\n`,
      [3, 18],
      /not closed/,
      'description: "abc"',
    ],
    [
      'an open bracket with lines after it',
      `${start}allowed_asset_types: [image\nmax_tokens: 3\n`,
      [3, 28],
      /not closed/,
      'allowed_asset_types: [image]',
    ],
    [
      'an open bracket over several lines',
      `${start}allowed_asset_types: [\n  image,\n  text\nmax_tokens: 3\n`,
      [5, 7],
      /not closed/,
      '  text]',
    ],
    [
      'open braces with a quote in them',
      `${start}ontology: {tools: [{name: "x\nmax_tokens: 3\n`,
      [3, 29],
      /not closed/,
      'ontology: {tools: [{name: "x"}]}',
    ],
    [
      'a quote inside of its quotes',
      `${start}description: 'it's fine' # why\nmax_tokens: 3\n`,
      [3, 14],
      /cannot stand without other quotes/,
      `description: "it's fine" # why`,
    ],
    [
      'a value that begins with @',
      `${start}description: @me\nmax_tokens: 3\n`,
      [3, 14],
      /cannot stand without/,
      'description: "@me"',
    ],
    [
      'a value that begins with %',
      `${start}description: %me`,
      [3, 14],
      /cannot stand without/,
      'description: "%me"',
    ],
    [
      'a value that begins with @, before another fault',
      `${start}description: @me\nreadme: @you\n`,
      [3, 14],
      /cannot stand without/,
      'description: "@me"',
    ],
    [
      'bold words',
      `${start}description: *bold* text\nmax_tokens: 3\n`,
      [3, 14],
      /cannot stand without/,
      'description: "*bold* text"',
    ],
    [
      'a bold word alone',
      `${start}description: *bold*\nmax_tokens: 3\n`,
      [3, 14],
      /aliases/,
      'description: "*bold*"',
    ],
    [
      'a word in brackets before others',
      `${start}description: [draft] cats`,
      [3, 14],
      /cannot stand without/,
      'description: "[draft] cats"',
    ],
    [
      'a name in a list that begins with @',
      `${start}ontology:\n  tools:\n    - name: @x\n      tool: rectangle`,
      [5, 13],
      /cannot stand without/,
      '    - name: "@x"',
    ],
    [
      'a name in braces that begins with @',
      `${start}ontology: {tools: [{name: @x, tool: rectangle}]}`,
      [3, 27],
      /cannot stand without/,
      'ontology: {tools: [{name: "@x", tool: rectangle}]}',
    ],
    [
      'an escape that YAML does not know',
      `${start}description: "C:\\data"`,
      [3, 14],
      /cannot stand without/,
      'description: "C:\\\\data"',
    ],
    [
      'a word after the sign of a block',
      `${start}description: | x\n  y\n`,
      [3, 16],
      /not YAML/,
      'description: Finds cats and dogs',
    ],
    [
      'two documents',
      `${start}---\nname: B`,
      [3, 1],
      /^Line 3, column 1: the file has a second document, which begins at line 3\./,
      'Keep one of the two: leave out line 3 and all that follows, or all up to it.',
    ],
    [
      'a block too far left',
      `${start}ontology:\n   tools: []\n  classifications: []`,
      [5, 3],
      /same column/,
      '   tools: []\n   classifications: []',
    ],
    ['a tag', `${start}description: !!js/function "x"`, [3, 14], /tag/, 'description: "x"'],
    [
      'a key that is no key',
      `${start}__proto__: {x: 1}`,
      [3, 1],
      /no key "__proto__"/,
      'Leave the key "__proto__" out.',
    ],
  ])('%s', (_, text, [line, column], message, correction) => {
    expect(parseManifest(text)).toMatchObject({
      ok: false,
      problem: {
        code: 'MANIFEST_INVALID',
        message: expect.stringMatching(message),
        details: { line, column, corrected: correction },
      },
    });
  });
});

test.each([
  ['nothing', '', /not a list of keys/],
  ['a list', '- a', /not a list of keys/],
])('%s is no manifest', (_, text, message) => {
  expect(parseManifest(text)).toMatchObject({
    ok: false,
    problem: {
      code: 'MANIFEST_INVALID',
      message: expect.stringMatching(message),
      details: { corrected: expect.stringMatching(/^name: /) },
    },
  });
});

const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]
b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]
`;

test.each<[string, string, RegExp, number]>([
  ['aliases that multiply', start + bomb, /too many of them/, 4],
  ['an alias without its anchor', `${start}readme: *b`, /alias/, 3],
  ['an alias inside of its anchor', `${start}ontology: &o\n  tools: *o`, /inside of what/, 4],
  ['a function', `${start}readme: !!js/function 'x'`, /carries a tag/, 3],
  ['lists in lists without end', `${start}readme: ${'['.repeat(200_000)}`, /nested too deep/, 3],
  ['blocks in blocks without end', start + '- '.repeat(100_000), /./, 3],
  ['keys in keys without end', `${start}readme: ${'{a: '.repeat(60_000)}`, /nested too deep/, 3],
  ['questions without end', start + '? '.repeat(100_000), /nested too deep/, 3],
  [
    'keys by the thousand',
    start + Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`).join(''),
    /more than 2000 keys/,
    2001,
  ],
  [
    'keys by the thousand in one line',
    `${start}x: {${Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join(', ')}}`,
    /more than 2000 keys/,
    3,
  ],
  ['more than 256 kB', `${start}readme: ${'x'.repeat(262_144)}`, /bytes/, 1],
  ['more than 256 kB of wide letters', `${start}readme: ${'𝒳'.repeat(65_536)}`, /bytes/, 1],
])('%s is refused in a moment, whatever it would become (fault F1)', (_, text, message, line) => {
  const before = performance.now();
  const read = parseManifest(text);
  expect(performance.now() - before).toBeLessThan(5000);
  expect(read).toMatchObject({
    ok: false,
    problem: {
      code: 'MANIFEST_INVALID',
      message: expect.stringMatching(message),
      details: { line },
    },
  });
});

test('a few aliases are written out', () => {
  const options = 'options: &o [{value: a}]';
  const read = parseManifest(
    `${start}ontology: {classifications: [{name: x, type: radio, ${options}}, {name: y, type: radio, options: *o}]}`,
  );
  expect(read.ok && read.value.ontology?.classifications).toEqual([
    { kind: 'radio', name: 'x', options: [{ value: 'a' }] },
    { kind: 'radio', name: 'y', options: [{ value: 'a' }] },
  ]);
});

test('the core schema of YAML 1.2 holds, whatever a directive says (fault F2)', () => {
  const schema = 'properties: {a: {default: no}, b: {default: 010}, c: {default: 0o10}}';
  const read = parseManifest(
    `%YAML 1.1\n---\n${start}description: yes\ninference_params_json_schema: {${schema}}`,
  );
  expect(read).toMatchObject({
    ok: true,
    value: {
      description: 'yes',
      parametersSchema: {
        properties: { a: { default: 'no' }, b: { default: 10 }, c: { default: 8 } },
      },
    },
  });
});

test.each([
  ['at the top', `${start}__proto__: {name: B}`, 3, 1],
  ['of a parameter', `${start}inference_params_json_schema: {properties: {__proto__: {}}}`, 3, 45],
  ['below an option that is no key of ours', `${start}ontology: {__proto__: {tools: []}}`, 3, 12],
])(
  'a key __proto__ %s is refused by its name, and changes nothing (fault F2)',
  (_, text, line, column) => {
    expect(parseManifest(text)).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('"__proto__"'), details: { line, column } },
    });
    expect(Object.hasOwn(Object.prototype, 'name')).toBe(false);
  },
);
