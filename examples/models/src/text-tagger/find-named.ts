import compromise from 'compromise';
import type { Span } from './span.ts';

/** What is found by the words themselves: names from a lexicon and from the words around them. */
export const namedClasses = ['Person', 'Place', 'Organization', 'Money'] as const;
type NamedClass = (typeof namedClasses)[number];

type Phrase = ReturnType<typeof compromise>['docs'][number];
type Word = Phrase[number];

/** Finds people, places, organizations and sums of money. */
export function findNamed(text: string): Span<NamedClass>[] {
  const document = compromise(text);
  const starts = locateWords(document.docs);
  const phrases: [NamedClass, Phrase[]][] = [
    ['Person', document.people().docs],
    ['Place', document.places().docs],
    ['Organization', document.organizations().docs],
    ['Money', document.match('#Money+ (thousand|million|billion)?').docs],
  ];
  return phrases.flatMap(([name, found]) =>
    found.flatMap((phrase) => toSpan(name, phrase, starts) ?? []),
  );
}

/** Where each word of a document begins. The words and what stands between them are the whole text. */
function locateWords(sentences: readonly Phrase[]): Map<string, number> {
  const starts = new Map<string, number>();
  let position = 0;
  for (const word of sentences.flat()) {
    starts.set(keyOf(word), position + word.pre.length);
    position += word.pre.length + word.text.length + word.post.length;
  }
  return starts;
}

function keyOf(word: Word): string {
  return `${word.index}`;
}

function toSpan(
  name: NamedClass,
  phrase: Phrase,
  starts: ReadonlyMap<string, number>,
): Span<NamedClass> | null {
  const [first, last] = [phrase.at(0), phrase.at(-1)];
  if (!first || !last) return null;
  const start = starts.get(keyOf(first));
  const lastStart = starts.get(keyOf(last));
  if (start === undefined || lastStart === undefined) return null;
  const end = lastStart + last.text.replace(/['’]s?$/u, '').length;
  return end > start
    ? { class: name, start, end, confidence: measureConfidence(name, phrase) }
    : null;
}

/**
 * How well a name is vouched for: 1 for each word that the library takes for such a name even alone and
 * in small letters, so from its lexicon; ½ for each that it inferred from capitals and neighbours; averaged.
 * A sum of money is told by its form.
 */
function measureConfidence(name: NamedClass, phrase: Phrase): number {
  if (name === 'Money') return 1;
  const vouched = phrase.map((word) =>
    compromise(word.text.toLowerCase()).has(`#${name}`) ? 1 : 0.5,
  );
  return vouched.reduce<number>((sum, share) => sum + share, 0) / vouched.length;
}
