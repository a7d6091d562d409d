import { describe, expect, it } from 'vitest';
import { findHomelessNames } from './homeless-names.ts';
import type { SourceFile } from './source-file.ts';
import { findOutgrown } from './source-size.ts';
import { findVendorWords } from './vendor-words.ts';

const file = (path: string, text = ''): SourceFile => ({ path, text });
const lines = (count: number): string => 'step();\n'.repeat(count);

describe('names', () => {
  it.each([
    'packages/hub/src/utils/time.ts',
    'packages/web/src/types.ts',
    'packages/cli/src/common/a.ts',
  ])('%s has no home', (path) => {
    expect(findHomelessNames([file(path)])).toEqual([expect.stringContaining(path)]);
  });

  it('a file that is named after its idea has one', () => {
    expect(findHomelessNames([file('packages/core/src/annotation/mask-types.ts')])).toEqual([]);
  });
});

describe('vendor words', () => {
  it.each(['packages/hub/src/runs/a.ts', 'packages/protocols/src/json/parse.ts'])(
    'are found in %s',
    (path) => {
      expect(findVendorWords([file(path, '\n// as Labelbox does\n')])).toEqual([
        `${path}:2: say it without the vendor's word "Labelbox"`,
      ]);
    },
  );

  it('are at home with their protocol and their API surface', () => {
    const word = '// Labelbox';
    const homes = [
      'packages/protocols/src/foundry/wire.ts',
      'packages/protocols/src/foundry/protocol.ts',
      'packages/hub/src/compat/graphql.ts',
    ];
    expect(findVendorWords(homes.map((path) => file(path, word)))).toEqual([]);
  });

  it('are not the ids of protocols', () => {
    expect(
      findVendorWords([file('packages/cli/src/a.ts', "'foundry' 'v7' 'openai-chat'")]),
    ).toEqual([]);
  });
});

describe('sizes', () => {
  const small = file('small.ts', lines(10));

  it('a file of more than 300 lines has outgrown its room', () => {
    expect(findOutgrown([small, small, file('big.ts', lines(301))])).toEqual([
      'big.ts: 301 lines, more than 300',
    ]);
  });

  it('a function of more than 50 lines has too', () => {
    const long = file('long.ts', `\nexport function long() {\n${lines(49)}}\n`);
    expect(findOutgrown([small, small, long])).toEqual([
      'long.ts:2: a function of 51 lines, more than 50',
    ]);
  });

  it('a factory is as long as its own part, without the functions that it returns', () => {
    const method = `  /** Does it. */\n  method() {\n${lines(3)}  },\n\n`;
    const factory = file(
      'factory.ts',
      `export function create() {\n  return {\n${method.repeat(40)}  };\n}\n`,
    );
    expect(findOutgrown([small, small, factory])).toEqual([]);
  });

  it('the median file stays short', () => {
    expect(findOutgrown([file('a.ts', lines(81))])).toEqual([
      'The median file has 81 lines, more than 80',
    ]);
  });
});
