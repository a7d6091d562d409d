import type { ItemSentence, ItemToken } from 'wink-nlp';
import { english } from '../language.ts';

/** A sentence as it stands in the text, with the words that carry its meaning. */
export interface Sentence {
  readonly text: string;
  /** In small letters, without stop words, each as often as it stands there. */
  readonly words: readonly string[];
}

/** Splits a text into its sentences; abbreviations and decimal points do not end one. */
export function splitSentences(text: string): Sentence[] {
  const { its } = english;
  const sentences: Sentence[] = [];
  english
    .readDoc(text)
    .sentences()
    .each((sentence: ItemSentence) => {
      const words = sentence
        .tokens()
        .filter(
          (token: ItemToken) => token.out(its.type) === 'word' && !token.out(its.stopWordFlag),
        );
      sentences.push({ text: sentence.out().trim(), words: words.out(its.normal) });
    });
  return sentences.filter((sentence) => sentence.text !== '');
}
