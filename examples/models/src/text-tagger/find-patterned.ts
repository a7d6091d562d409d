import { english } from '../language.ts';
import type { Span } from './span.ts';

/** What is found by its form, and how the library calls it. */
const classesByType = { DATE: 'Date', EMAIL: 'Email', URL: 'Link' } as const;
export const patternedClasses = Object.values(classesByType);
type PatternedClass = (typeof patternedClasses)[number];

/**
 * Finds dates, e-mail addresses and links. A grammar has matched the whole of each, so the confidence
 * is 1.
 */
export function findPatterned(text: string): Span<PatternedClass>[] {
  const { its } = english;
  const document = english.readDoc(text);
  const tokens = locateTokens(text, document.tokens().out());
  const entities = document.entities();
  const types = entities.out(its.type);
  const spans = entities.out(its.span);
  return types.flatMap((type, index) => {
    const name = isKnownType(type) ? classesByType[type] : null;
    const [from, to] = [spans[index]?.[0], spans[index]?.[1]].map(Number);
    const first = tokens[from ?? Number.NaN];
    const last = tokens[to ?? Number.NaN];
    if (!name || !first || !last) return [];
    return [{ class: name, start: first.start, end: last.end, confidence: 1 }];
  });
}

function isKnownType(type: string): type is keyof typeof classesByType {
  return Object.hasOwn(classesByType, type);
}

/** Where each token stands: they come in order, and nothing but space lies between them. */
function locateTokens(text: string, tokens: readonly string[]): { start: number; end: number }[] {
  let position = 0;
  return tokens.map((token) => {
    const start = text.indexOf(token, position);
    position = start + token.length;
    return { start, end: position };
  });
}
