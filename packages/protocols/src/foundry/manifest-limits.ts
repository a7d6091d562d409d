import { Lexer, Parser } from 'yaml';

/** Where a text has more of something than a manifest can have. */
export interface ManifestExcess {
  /** Index in UTF-16 code units. */
  readonly offset: number;
  readonly found: string;
  readonly wanted: string;
}

/** Parsers and walkers overflow on deep nesting; a manifest with questions eight levels deep needs 40. */
const deepestNesting = 100;

/** Whether a key stands twice is found by comparing each with each. */
const mostKeys = 2000;

/**
 * Finds what would hold up or overflow those who compose the YAML: the tokens alone are read, in time
 * that grows with the length of the text.
 */
export function findManifestExcess(text: string): ManifestExcess | null {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    // The parser is a generator: it has to be drained to go on.
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > deepestNesting) {
      return {
        offset: parser.offset,
        found: 'values are nested too deep',
        wanted: `at most ${deepestNesting} levels`,
      };
    }
    if (countKeys(parser.stack.at(-1)) > mostKeys) {
      return {
        offset: parser.offset,
        found: `one block has more than ${mostKeys} keys`,
        wanted: 'fewer keys; many things are a list',
      };
    }
  }
  return null;
}

function countKeys(token: Parser['stack'][number] | undefined): number {
  if (token?.type === 'block-map') return token.items.length;
  if (token?.type !== 'flow-collection' || token.start.source !== '{') return 0;
  return token.items.length;
}
