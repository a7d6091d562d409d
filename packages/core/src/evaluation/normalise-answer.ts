/** `string.punctuation` of Python, which the script of SQuAD takes out. */
const punctuation = /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]/g;

const articles = /\b(a|an|the)\b/g;

/**
 * An answer as it is compared: in small letters, without the punctuation of ASCII, without the English articles
 * `a`, `an` and `the`, and with single spaces between its words. Letters with marks are composed first (NFC), so
 * that the two ways of writing an `é` are the same.
 * Source: `normalize_answer` of the evaluation script of SQuAD, Rajpurkar et al. 2016, https://aclanthology.org/D16-1264.
 */
export function normaliseAnswer(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(punctuation, '')
    .replace(articles, ' ')
    .trim()
    .replace(/\s+/gu, ' ');
}

/** 1 where two answers are the same once they are normalised, else 0. */
export function scoreExactMatch(answer: string, expected: string): number {
  return Number(normaliseAnswer(answer) === normaliseAnswer(expected));
}
