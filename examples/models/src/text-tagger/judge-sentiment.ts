import { english } from '../language.ts';

/** How a text can sound. */
const sentiments = ['positive', 'neutral', 'negative'] as const;
type Sentiment = (typeof sentiments)[number];

/** Scores nearer to 0 than this are neutral. */
const neutralBelow = 0.15;
/** How soft the borders are: a score on a border gives its two neighbours about half each. */
const softness = 0.1;

/**
 * Judges how a text sounds from the library's score, −1 to 1: the sum of a lexicon's weights for words
 * and emoji, with negation. The confidence is the chosen option's share in a softmax over the three.
 */
export function judgeSentiment(text: string): { option: Sentiment; confidence: number } {
  return judgeScore(Number(english.readDoc(text).out(english.its.sentiment)));
}

/** The most likely of the three for a score, and its likelihood. */
export function judgeScore(score: number): { option: Sentiment; confidence: number } {
  const evidence = { positive: score, neutral: neutralBelow, negative: -score };
  const weights = sentiments.map((option) => ({
    option,
    weight: Math.exp(evidence[option] / softness),
  }));
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  const best = weights.reduce((one, other) => (other.weight > one.weight ? other : one));
  return { option: best.option, confidence: best.weight / total };
}
